/* The module: what Python sees of the helper, and what its parts share. */
#include "core.h"

#include <string.h>

Pdfium pdfium;

int space_converter(PyObject *tuple, void *space)
{
    Space *to = space;
    return PyArg_ParseTuple(tuple, "ddddddi", &to->left, &to->bottom, &to->right, &to->top, &to->width,
                            &to->height, &to->rotation);
}

PyObject *new_named(PyObject *type, Py_ssize_t size)
{
    allocfunc allocate = (allocfunc)PyType_GetSlot((PyTypeObject *)type, Py_tp_alloc);
    return allocate((PyTypeObject *)type, size);
}

PyObject *new_box(PyObject *type, Box box)
{
    const double edges[4] = {box.x0, box.top, box.x1, box.bottom};
    PyObject *made = new_named(type, 4);
    if (made == NULL)
        return NULL;
    for (int edge = 0; edge < 4; edge++) {
        PyObject *number = PyFloat_FromDouble(edges[edge]);
        if (number == NULL || PyTuple_SetItem(made, edge, number) < 0) {
            Py_DECREF(made);
            return NULL;
        }
    }
    return made;
}

int append_new(PyObject *list, PyObject *item)
{
    if (item == NULL)
        return -1;
    int failed = PyList_Append(list, item);
    Py_DECREF(item);
    return failed;
}

int pdfium_converter(PyObject *addresses, void *unused)
{
    char *table;
    Py_ssize_t size;
    (void)unused;
    if (PyBytes_AsStringAndSize(addresses, &table, &size) < 0)
        return 0;
    if (size != (Py_ssize_t)sizeof(pdfium)) {
        PyErr_Format(PyExc_ValueError, "%zd bytes of addresses are needed", (Py_ssize_t)sizeof(pdfium));
        return 0;
    }
    memcpy(&pdfium, table, sizeof(pdfium));
    return 1;
}

static PyMethodDef methods[] = {
    {"read_words", read_words, METH_VARARGS, "Read the words of a text page."},
    {"has_doubles", has_doubles, METH_O, "Tell whether a word stands where the same word stood last."},
    {"read_shapes", read_shapes, METH_VARARGS, "Read the rules, fills and images of a page."},
    {"make_line", make_line, METH_VARARGS, "Make a line of words."},
    {"group_lines", group_lines, METH_VARARGS, "Make all lines of words, from top to bottom."},
    {"places_of", places_of, METH_O, "Give the pages and boxes of lines."},
    {"inner_words", inner_words, METH_O, "Collect the words that no line end can have cut."},
    {"find_chains", find_chains, METH_VARARGS, "Find labels among lines."},
    {"fold_words", fold_words, METH_VARARGS, "Make the key of every word of lines."},
    {"text_numbers", text_numbers, METH_VARARGS, "Collect the numbers of a page's text."},
    {"lay_rows", lay_rows, METH_VARARGS, "Lay the boundaries of a band's rows."},
    {"word_numbers", word_numbers, METH_VARARGS, "Collect the numbers of words."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "_core", "The loops that cost most, in C.", -1, methods, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__core(void)
{
    return PyModule_Create(&definition);
}
