/* How text objects look: extractor/page/pdfium_styles.py, asked once for each look on a page. */
#include "words.h"

#include <string.h>

static int same_looks(const Looks *a, const Looks *b)
{
    return a->font == b->font && a->mode == b->mode && a->size == b->size && a->a == b->a && a->b == b->b &&
           a->c == b->c && a->d == b->d && memcmp(a->rgba, b->rgba, sizeof(a->rgba)) == 0;
}

static int fill_style(Style *style)
{
    PyObject *font = PyTuple_GetItem(style->style, 6);
    style->bold = PyTuple_GetItem(style->style, 3);
    if (font == NULL || style->bold == NULL)
        return -1;
    style->size = PyFloat_AsDouble(PyTuple_GetItem(style->style, 0));
    style->across = PyFloat_AsDouble(PyTuple_GetItem(style->style, 1));
    style->level = PyObject_IsTrue(PyTuple_GetItem(style->style, 2));
    style->hidden = PyObject_IsTrue(PyTuple_GetItem(style->style, 4));
    style->white = PyObject_IsTrue(PyTuple_GetItem(style->style, 5));
    style->lengths = PyObject_GetAttrString(font, "lengths");
    style->advances = PyObject_GetAttrString(font, "advances");
    if (style->lengths == NULL || style->advances == NULL || PyErr_Occurred())
        return -1;
    if (!PyDict_Check(style->lengths) || !PyDict_Check(style->advances)) {
        PyErr_SetString(PyExc_TypeError, "a font keeps its widths in dictionaries");
        return -1;
    }
    return 0;
}

Py_ssize_t style_of(Page *page, Handle object, int index)
{
    Looks looks = {0};
    float matrix[6] = {0};
    pdfium.text_matrix(page->page, index, matrix);
    pdfium.object_fill_color(object, &looks.rgba[0], &looks.rgba[1], &looks.rgba[2], &looks.rgba[3]);
    looks.font = pdfium.object_font(object);
    looks.mode = pdfium.object_render_mode(object);
    looks.size = pdfium.text_font_size(page->page, index);
    looks.a = matrix[0];
    looks.b = matrix[1];
    looks.c = matrix[2];
    looks.d = matrix[3];
    for (Py_ssize_t at = 0; at < page->style_count; at++)
        if (same_looks(&page->styles[at].looks, &looks))
            return at;
    if (page->style_count == page->style_room) {
        const Py_ssize_t room = 2 * page->style_room + 16;
        Style *styles = PyMem_Realloc(page->styles, (size_t)room * sizeof(Style));
        if (styles == NULL) {
            PyErr_NoMemory();
            return -1;
        }
        page->styles = styles;
        page->style_room = room;
    }
    Style *style = &page->styles[page->style_count++];
    memset(style, 0, sizeof(*style));
    style->looks = looks;
    PyObject *font = looks.font ? PyLong_FromVoidPtr(looks.font) : Py_NewRef(Py_None);
    if (font == NULL)
        return -1;
    PyObject *key = Py_BuildValue("(NidddddIIII)", font, looks.mode, looks.size, looks.a, looks.b, looks.c, looks.d,
                                  looks.rgba[0], looks.rgba[1], looks.rgba[2], looks.rgba[3]);
    if (key == NULL)
        return -1;
    style->style = PyObject_CallFunctionObjArgs(page->make_style, key, NULL);
    Py_DECREF(key);
    if (style->style == NULL || fill_style(style) < 0)
        return -1;
    return page->style_count - 1;
}
