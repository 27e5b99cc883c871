/* Words to lines: extractor/layout/lines.py in C. */
#include "core.h"

#include <stdlib.h>
#include <string.h>

#define SAME_BASELINE 0.3

enum { TEXT, X0, TOP, X1, BOTTOM, BOLD, GLUED };
enum { LINE_PAGE, LINE_WORDS, LINE_X0, LINE_TOP, LINE_X1, LINE_BOTTOM, LINE_SIZE = 8 };

typedef struct {
    PyObject *word; /* borrowed from the sequence that holds them all */
    double x0, top, x1, bottom;
    Py_ssize_t place;
} Item;

/* Sorting is stable, as Python's is: what compares equal keeps its place. */
static int by_bottom(const void *left, const void *right)
{
    const Item *a = left, *b = right;
    if (a->bottom != b->bottom)
        return a->bottom < b->bottom ? -1 : 1;
    return a->place < b->place ? -1 : 1;
}

static int by_x0(const void *left, const void *right)
{
    const Item *a = left, *b = right;
    if (a->x0 != b->x0)
        return a->x0 < b->x0 ? -1 : 1;
    return a->place < b->place ? -1 : 1;
}

static int in_order(const Item *items, Py_ssize_t count, int (*compare)(const void *, const void *))
{
    for (Py_ssize_t at = 1; at < count; at++)
        if (compare(&items[at - 1], &items[at]) > 0)
            return 0;
    return 1;
}

static void sort(Item *items, Py_ssize_t count, int (*compare)(const void *, const void *))
{
    for (Py_ssize_t at = 0; at < count; at++)
        items[at].place = at;
    if (!in_order(items, count, compare))
        qsort(items, (size_t)count, sizeof(Item), compare);
}

/* The coordinates of words; NULL on failure. */
static Item *items_of(PyObject *words, Py_ssize_t count)
{
    Item *items = PyMem_Malloc((size_t)(count + 1) * sizeof(Item));
    if (items == NULL)
        return (Item *)PyErr_NoMemory();
    for (Py_ssize_t at = 0; at < count; at++) {
        PyObject *word = PyList_GetItem(words, at);
        if (!PyTuple_Check(word) || PyTuple_Size(word) <= GLUED) {
            PyErr_SetString(PyExc_TypeError, "a line is made of words");
            break;
        }
        items[at].word = word;
        items[at].x0 = PyFloat_AsDouble(PyTuple_GetItem(word, X0));
        items[at].top = PyFloat_AsDouble(PyTuple_GetItem(word, TOP));
        items[at].x1 = PyFloat_AsDouble(PyTuple_GetItem(word, X1));
        items[at].bottom = PyFloat_AsDouble(PyTuple_GetItem(word, BOTTOM));
    }
    if (PyErr_Occurred()) {
        PyMem_Free(items);
        return NULL;
    }
    return items;
}

/* The words' texts with single spaces, glued words without. */
static PyObject *line_text(const Item *items, Py_ssize_t count)
{
    PyObject *first = PyTuple_GetItem(items[0].word, TEXT);
    if (count == 1)
        return Py_NewRef(first);
    PyObject *parts = PyList_New(0), *space = PyUnicode_FromString(" "), *nothing = PyUnicode_FromString("");
    PyObject *text = NULL;
    int failed = parts == NULL || space == NULL || nothing == NULL || PyList_Append(parts, first) < 0;
    for (Py_ssize_t at = 1; !failed && at < count; at++) {
        const int glued = PyObject_IsTrue(PyTuple_GetItem(items[at].word, GLUED));
        failed = glued < 0 || (!glued && PyList_Append(parts, space) < 0) ||
                 PyList_Append(parts, PyTuple_GetItem(items[at].word, TEXT)) < 0;
    }
    if (!failed)
        text = PyUnicode_Join(nothing, parts);
    Py_XDECREF(parts);
    Py_XDECREF(space);
    Py_XDECREF(nothing);
    return text;
}

static PyObject *new_line(PyObject *type, PyObject *page, Item *items, Py_ssize_t count)
{
    sort(items, count, by_x0);
    const Item *top = items, *right = items, *bottom = items;
    PyObject *words = PyTuple_New(count);
    if (words == NULL)
        return NULL;
    for (Py_ssize_t at = 0; at < count; at++) {
        const Item *item = &items[at];
        PyTuple_SetItem(words, at, Py_NewRef(item->word));
        top = item->top < top->top ? item : top;
        right = item->x1 > right->x1 ? item : right;
        bottom = item->bottom > bottom->bottom ? item : bottom;
    }
    PyObject *middle = PyFloat_FromDouble((top->top + bottom->bottom) / 2);
    PyObject *text = line_text(items, count);
    PyObject *line = middle != NULL && text != NULL ? new_named(type, LINE_SIZE) : NULL;
    if (line == NULL) {
        Py_DECREF(words);
        Py_XDECREF(middle);
        Py_XDECREF(text);
        return NULL;
    }
    PyTuple_SetItem(line, 0, Py_NewRef(page));
    PyTuple_SetItem(line, 1, words);
    PyTuple_SetItem(line, 2, Py_NewRef(PyTuple_GetItem(items[0].word, X0)));
    PyTuple_SetItem(line, 3, Py_NewRef(PyTuple_GetItem(top->word, TOP)));
    PyTuple_SetItem(line, 4, Py_NewRef(PyTuple_GetItem(right->word, X1)));
    PyTuple_SetItem(line, 5, Py_NewRef(PyTuple_GetItem(bottom->word, BOTTOM)));
    PyTuple_SetItem(line, 6, middle);
    PyTuple_SetItem(line, 7, text);
    return line;
}

PyObject *make_line(PyObject *self, PyObject *args)
{
    PyObject *type, *page, *given, *line = NULL;
    (void)self;
    if (!PyArg_ParseTuple(args, "OOO", &type, &page, &given))
        return NULL;
    PyObject *words = PySequence_List(given);
    if (words == NULL)
        return NULL;
    const Py_ssize_t count = PyList_Size(words);
    if (count == 0)
        PyErr_SetString(PyExc_ValueError, "a line has a word at least");
    Item *items = count ? items_of(words, count) : NULL;
    if (items != NULL)
        line = new_line(type, page, items, count);
    PyMem_Free(items);
    Py_DECREF(words);
    return line;
}

PyObject *group_lines(PyObject *self, PyObject *args)
{
    PyObject *type, *page, *given, *lines = NULL;
    (void)self;
    if (!PyArg_ParseTuple(args, "OOO", &type, &page, &given))
        return NULL;
    PyObject *words = PySequence_List(given);
    if (words == NULL)
        return NULL;
    const Py_ssize_t count = PyList_Size(words);
    Item *items = items_of(words, count);
    if (items != NULL)
        lines = PyList_New(0);
    if (lines != NULL && count) {
        sort(items, count, by_bottom);
        Py_ssize_t start = 0;
        for (Py_ssize_t at = 1; at <= count; at++) {
            if (at < count && !(items[at].bottom - items[start].bottom >
                                SAME_BASELINE * (items[at].bottom - items[at].top)))
                continue;
            if (append_new(lines, new_line(type, page, items + start, at - start)) < 0) {
                Py_CLEAR(lines);
                break;
            }
            start = at;
        }
    }
    PyMem_Free(items);
    Py_DECREF(words);
    return lines;
}

/* The words inside lines that stand close to both their neighbours, as a set; see TextMaker.learn. */
static int add_inner(PyObject *found, PyObject *words)
{
    const Py_ssize_t count = PyTuple_Size(words);
    double ends[2] = {0.0, 0.0};
    for (Py_ssize_t at = 0; at < count; at++) {
        PyObject *word = PyTuple_GetItem(words, at);
        if (!PyTuple_Check(word) || PyTuple_Size(word) <= GLUED) {
            PyErr_SetString(PyExc_TypeError, "a line is made of words");
            return -1;
        }
        if (at >= 2) {
            PyObject *inner = PyTuple_GetItem(words, at - 1);
            const double room = 0.5 * (PyFloat_AsDouble(PyTuple_GetItem(inner, BOTTOM)) -
                                       PyFloat_AsDouble(PyTuple_GetItem(inner, TOP)));
            if (PyFloat_AsDouble(PyTuple_GetItem(inner, X0)) - ends[0] < room &&
                PyFloat_AsDouble(PyTuple_GetItem(word, X0)) - ends[1] < room &&
                PySet_Add(found, PyTuple_GetItem(inner, TEXT)) < 0)
                return -1;
        }
        ends[0] = ends[1];
        ends[1] = PyFloat_AsDouble(PyTuple_GetItem(word, X1));
    }
    return PyErr_Occurred() ? -1 : 0;
}

PyObject *inner_words(PyObject *self, PyObject *lines)
{
    (void)self;
    PyObject *items = PySequence_List(lines), *found = items == NULL ? NULL : PySet_New(NULL);
    for (Py_ssize_t at = 0; found != NULL && at < PyList_Size(items); at++) {
        PyObject *line = PyList_GetItem(items, at);
        PyObject *words = PyTuple_Check(line) && PyTuple_Size(line) == LINE_SIZE ? PyTuple_GetItem(line, LINE_WORDS) : NULL;
        if (words == NULL || !PyTuple_Check(words)) {
            PyErr_SetString(PyExc_TypeError, "lines are needed");
            Py_CLEAR(found);
        } else if (add_inner(found, words) < 0) {
            Py_CLEAR(found);
        }
    }
    Py_XDECREF(items);
    return found;
}

/* A page and a box as tuples of the lines' own numbers. */
static PyObject *new_place(PyObject *page, PyObject *const edges[4])
{
    PyObject *box = PyTuple_Pack(4, edges[0], edges[1], edges[2], edges[3]);
    PyObject *place = box == NULL ? NULL : PyTuple_Pack(2, page, box);
    Py_XDECREF(box);
    return place;
}

/* See places_of in extractor/parse/printed.py. */
PyObject *places_of(PyObject *self, PyObject *lines)
{
    (void)self;
    PyObject *items = PySequence_List(lines), *places = items == NULL ? NULL : PyList_New(0);
    PyObject *page = NULL, *edges[4] = {NULL}; /* borrowed from the lines */
    for (Py_ssize_t at = 0; places != NULL && at < PyList_Size(items); at++) {
        PyObject *line = PyList_GetItem(items, at);
        if (!PyTuple_Check(line) || PyTuple_Size(line) != LINE_SIZE) {
            PyErr_SetString(PyExc_TypeError, "lines are needed");
            Py_CLEAR(places);
            break;
        }
        PyObject *here[4];
        double now[4], box[4] = {0.0};
        for (int edge = 0; edge < 4; edge++) {
            here[edge] = PyTuple_GetItem(line, LINE_X0 + edge);
            now[edge] = PyFloat_AsDouble(here[edge]);
            box[edge] = page == NULL ? 0.0 : PyFloat_AsDouble(edges[edge]);
        }
        const int same = page == NULL ? 0 : PyObject_RichCompareBool(page, PyTuple_GetItem(line, LINE_PAGE), Py_EQ);
        if (same > 0 && box[0] < now[2] && now[0] < box[2]) {
            for (int edge = 0; edge < 4; edge++)
                if (edge < 2 ? now[edge] < box[edge] : now[edge] > box[edge])
                    edges[edge] = here[edge];
            continue;
        }
        if (same < 0 || PyErr_Occurred() || (page != NULL && append_new(places, new_place(page, edges)) < 0))
            Py_CLEAR(places);
        page = PyTuple_GetItem(line, LINE_PAGE);
        memcpy(edges, here, sizeof(edges));
    }
    if (places != NULL && page != NULL && append_new(places, new_place(page, edges)) < 0)
        Py_CLEAR(places);
    PyObject *found = places == NULL ? NULL : PyList_AsTuple(places);
    Py_XDECREF(places);
    Py_XDECREF(items);
    return found;
}
