/* Labels among the lines of a page: extractor/layout/chains.py in C. */
#include "core.h"

#include <math.h>
#include <string.h>

#define NEXT_WORD 1.0
#define STRETCHED 12.0
#define NEXT_LINE 2.3
#define RUN_GAP 0.6
#define INDENT 4.0
#define LONGEST 100
#define TAIL 2
#define DOTS 3

enum { TEXT, X0, TOP, X1, BOTTOM, WORD_SIZE = 8 };
enum { LINE_WORDS = 1, LINE_BOTTOM = 5, LINE_MIDDLE = 6, LINE_SIZE = 8 };

typedef struct {
    PyObject *word, *key; /* borrowed from the lines and from the lists of keys */
    const char *part;     /* the key in UTF-8 */
    Py_ssize_t length;
    double x0, top, x1, bottom;
} Item;

typedef struct {
    Py_ssize_t first, count; /* of its items */
    double bottom, middle;
} Row;

typedef struct {
    Py_ssize_t line, word;
} Spot;

typedef struct {
    Row *rows;
    Py_ssize_t row_count;
    Item *items;
    const char *label;
    Py_ssize_t length;
    Spot found[LONGEST + TAIL]; /* or a colon below in place of a tail */
    Py_ssize_t found_count;
} Finder;

static const Item *item_at(const Finder *finder, Spot spot)
{
    return &finder->items[finder->rows[spot.line].first + spot.word];
}

static int read_item(Item *item, PyObject *word, PyObject *key)
{
    if (!PyTuple_Check(word) || PyTuple_Size(word) != WORD_SIZE) {
        PyErr_SetString(PyExc_TypeError, "lines are made of words");
        return -1;
    }
    item->word = word;
    item->key = key;
    item->x0 = PyFloat_AsDouble(PyTuple_GetItem(word, X0));
    item->top = PyFloat_AsDouble(PyTuple_GetItem(word, TOP));
    item->x1 = PyFloat_AsDouble(PyTuple_GetItem(word, X1));
    item->bottom = PyFloat_AsDouble(PyTuple_GetItem(word, BOTTOM));
    item->part = PyUnicode_AsUTF8AndSize(key, &item->length);
    return item->part == NULL || PyErr_Occurred() ? -1 : 0;
}

/* The lines' numbers as C sees them; -1 on failure. */
static int read_lines(Finder *finder, PyObject *lines, PyObject *keys)
{
    const Py_ssize_t count = PyList_Size(lines);
    Py_ssize_t total = 0, at = 0;
    if (count != PyList_Size(keys)) {
        PyErr_SetString(PyExc_ValueError, "each line has its keys");
        return -1;
    }
    for (Py_ssize_t number = 0; number < count; number++)
        total += PyList_Size(PyList_GetItem(keys, number));
    finder->rows = PyMem_Malloc((size_t)(count + 1) * sizeof(Row));
    finder->items = PyMem_Malloc((size_t)(total + 1) * sizeof(Item));
    if (finder->rows == NULL || finder->items == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (Py_ssize_t number = 0; number < count; number++) {
        PyObject *line = PyList_GetItem(lines, number), *of_line = PyList_GetItem(keys, number);
        PyObject *words = PyTuple_Check(line) && PyTuple_Size(line) == LINE_SIZE ? PyTuple_GetItem(line, LINE_WORDS) : NULL;
        if (words == NULL || !PyTuple_Check(words) || PyTuple_Size(words) != PyList_Size(of_line)) {
            PyErr_SetString(PyExc_TypeError, "each word of a line has its key");
            return -1;
        }
        Row *row = &finder->rows[number];
        row->first = at;
        row->count = PyTuple_Size(words);
        row->bottom = PyFloat_AsDouble(PyTuple_GetItem(line, LINE_BOTTOM));
        row->middle = PyFloat_AsDouble(PyTuple_GetItem(line, LINE_MIDDLE));
        for (Py_ssize_t word = 0; word < row->count; word++)
            if (read_item(&finder->items[at++], PyTuple_GetItem(words, word), PyList_GetItem(of_line, word)) < 0)
                return -1;
    }
    finder->row_count = count;
    return 0;
}

static int starts_with(const char *text, Py_ssize_t length, const Item *item)
{
    return item->length <= length && memcmp(text, item->part, (size_t)item->length) == 0;
}

/* Where the next word of a label may stand, one place after another; a visitor that returns 1 ends the walk. */
typedef int (*Visitor)(Finder *finder, Spot spot, Py_ssize_t count, Py_ssize_t done);

static int walk_after(Finder *finder, Py_ssize_t count, Py_ssize_t done, Visitor visit)
{
    const Spot last_spot = finder->found[count - 1];
    const Row *row = &finder->rows[last_spot.line];
    const Item *last = item_at(finder, last_spot);
    const double size = last->bottom - last->top;
    const int ends = last_spot.word + 1 == row->count;
    const double gap = ends ? INFINITY : last[1].x0 - last->x1;
    const Spot beside = {last_spot.line, last_spot.word + 1};
    double left = last->x0, right = last->x1;
    if (gap <= NEXT_WORD * size && visit(finder, beside, count, done))
        return 1;
    for (Py_ssize_t at = 0; at < count - 1; at++) {
        const Item *item = item_at(finder, finder->found[at]);
        left = item->x0 < left ? item->x0 : left;
        right = item->x1 > right ? item->x1 : right;
    }
    const int in_column = left >= item_at(finder, finder->found[0])->x0 - INDENT * size;
    for (Py_ssize_t number = last_spot.line + 1; number < finder->row_count; number++) {
        const Row *below = &finder->rows[number];
        const Item *words = &finder->items[below->first];
        if (below->bottom - last->bottom > NEXT_LINE * size)
            break;
        if (!(below->bottom - last->bottom > 0.5 * size))
            continue;
        int first = 1;
        for (Py_ssize_t at = 0; at < below->count && words[at].x0 < right; at++) {
            if (!(words[at].x1 > left && (first || in_column)))
                continue;
            first = 0;
            if (visit(finder, (Spot){number, at}, count, done))
                return 1;
        }
    }
    for (Py_ssize_t number = last_spot.line + 1; ends && number < finder->row_count; number++) {
        const Row *below = &finder->rows[number];
        if (below->bottom - last->bottom > NEXT_LINE * size)
            break;
        if (below->bottom - last->bottom > 0.5 * size && finder->items[below->first].x1 <= left &&
            visit(finder, (Spot){number, 0}, count, done))
            return 1;
    }
    return NEXT_WORD * size < gap && gap <= STRETCHED * size && visit(finder, beside, count, done);
}

/* Goes on with a label whose first words are found; 1 when all of it is. */
static int extend(Finder *finder, Py_ssize_t count, Py_ssize_t done);

static int visit_next(Finder *finder, Spot spot, Py_ssize_t count, Py_ssize_t done)
{
    const Item *item = item_at(finder, spot);
    if (item->length == 0 && spot.line != finder->found[count - 1].line)
        return 0;
    if (!starts_with(finder->label + done, finder->length - done, item))
        return 0;
    finder->found[count] = spot;
    return extend(finder, count + 1, done + item->length);
}

static int extend(Finder *finder, Py_ssize_t count, Py_ssize_t done)
{
    if (done == finder->length) {
        finder->found_count = count;
        return 1;
    }
    return count < LONGEST && walk_after(finder, count, done, visit_next);
}

static PyObject *new_spot(PyObject *type, Spot spot)
{
    PyObject *made = new_named(type, 2);
    if (made == NULL)
        return NULL;
    PyTuple_SetItem(made, 0, PyLong_FromSsize_t(spot.line));
    PyTuple_SetItem(made, 1, PyLong_FromSsize_t(spot.word));
    return made;
}

/* Whether a word is a colon, or dots or a line from a label to its value. */
static int is_tail(PyObject *text)
{
    const Py_ssize_t length = PyUnicode_GetLength(text);
    if (length <= DOTS)
        return PyUnicode_CompareWithASCIIString(text, ":") == 0;
    for (Py_ssize_t at = 0; at < length; at++) {
        const Py_UCS4 mark = PyUnicode_ReadChar(text, at);
        if (mark != ':' && mark != '.' && mark != '_' && mark != 0xb7 && mark != 0x2026)
            return 0;
    }
    return 1;
}

/* Adds the colon of a label that is alone under it, for its column has no room beside. */
static void find_colon_below(Finder *finder)
{
    const Spot last_spot = finder->found[finder->found_count - 1];
    const Item *last = item_at(finder, last_spot);
    const double size = last->bottom - last->top;
    double left = last->x0, right = last->x1;
    for (Py_ssize_t at = 0; at < finder->found_count - 1; at++) {
        const Item *item = item_at(finder, finder->found[at]);
        left = item->x0 < left ? item->x0 : left;
        right = item->x1 > right ? item->x1 : right;
    }
    for (Py_ssize_t number = last_spot.line + 1; number < finder->row_count; number++) {
        const Row *below = &finder->rows[number];
        const double step = below->bottom - last->bottom;
        if (step > NEXT_LINE * size)
            return;
        if (!(step > 0.5 * size))
            continue;
        Py_ssize_t under = 0;
        Spot spot = {number, 0};
        for (Py_ssize_t at = 0; at < below->count; at++) {
            const Item *item = &finder->items[below->first + at];
            if (item->x1 > left && item->x0 < right) {
                spot.word = at;
                under++;
            }
        }
        if (under == 1 &&
            PyUnicode_CompareWithASCIIString(PyTuple_GetItem(item_at(finder, spot)->word, TEXT), ":") == 0)
            finder->found[finder->found_count++] = spot;
        return;
    }
}

static int ends_with_colon(PyObject *text)
{
    const Py_ssize_t length = PyUnicode_GetLength(text);
    return length > 0 && PyUnicode_ReadChar(text, length - 1) == ':';
}

static PyObject *new_chain(Finder *finder, PyObject *label, PyObject *types)
{
    const Spot last = finder->found[finder->found_count - 1];
    const Py_ssize_t end = finder->rows[last.line].count;
    for (Py_ssize_t at = last.word + 1; at <= last.word + TAIL && at < end; at++) {
        const Spot spot = {last.line, at};
        if (!is_tail(PyTuple_GetItem(item_at(finder, spot)->word, TEXT)))
            break;
        finder->found[finder->found_count++] = spot;
    }
    const Spot now = finder->found[finder->found_count - 1];
    if (now.word == last.word && !ends_with_colon(PyTuple_GetItem(item_at(finder, last)->word, TEXT)))
        find_colon_below(finder);
    const Py_ssize_t count = finder->found_count;
    PyObject *places = PyTuple_New(count), *words = PyTuple_New(count), *box = PyTuple_New(4);
    PyObject *chain = places && words && box ? new_named(PyTuple_GetItem(types, 0), 4) : NULL;
    if (chain == NULL) {
        Py_XDECREF(places);
        Py_XDECREF(words);
        Py_XDECREF(box);
        return NULL;
    }
    const Item *x0 = item_at(finder, finder->found[0]), *top = x0, *x1 = x0, *bottom = x0;
    for (Py_ssize_t at = 0; at < count; at++) {
        const Item *item = item_at(finder, finder->found[at]);
        x0 = item->x0 < x0->x0 ? item : x0;
        top = item->top < top->top ? item : top;
        x1 = item->x1 > x1->x1 ? item : x1;
        bottom = item->bottom > bottom->bottom ? item : bottom;
        PyTuple_SetItem(places, at, new_spot(PyTuple_GetItem(types, 1), finder->found[at]));
        PyTuple_SetItem(words, at, Py_NewRef(item->word));
    }
    PyTuple_SetItem(box, 0, Py_NewRef(PyTuple_GetItem(x0->word, X0)));
    PyTuple_SetItem(box, 1, Py_NewRef(PyTuple_GetItem(top->word, TOP)));
    PyTuple_SetItem(box, 2, Py_NewRef(PyTuple_GetItem(x1->word, X1)));
    PyTuple_SetItem(box, 3, Py_NewRef(PyTuple_GetItem(bottom->word, BOTTOM)));
    PyTuple_SetItem(chain, 0, Py_NewRef(label));
    PyTuple_SetItem(chain, 1, places);
    PyTuple_SetItem(chain, 2, words);
    PyTuple_SetItem(chain, 3, box);
    if (PyErr_Occurred())
        Py_CLEAR(chain);
    return chain;
}

/* Adds the chains that begin with a word, given the labels that may; -1 on failure. */
static int add_chains(Finder *finder, Spot start, PyObject *labels, PyObject *types, PyObject *chains)
{
    finder->found[0] = start;
    for (Py_ssize_t at = 0; at < PyTuple_Size(labels); at++) {
        PyObject *label = PyTuple_GetItem(PyTuple_GetItem(labels, at), 0);
        finder->label = PyUnicode_AsUTF8AndSize(label, &finder->length);
        if (finder->label == NULL)
            return -1;
        if (extend(finder, 1, item_at(finder, start)->length) &&
            append_new(chains, new_chain(finder, label, types)) < 0)
            return -1;
    }
    return 0;
}

static int begins_run(const Finder *finder, Spot spot)
{
    const Item *word = item_at(finder, spot);
    return spot.word == 0 || word->x0 - word[-1].x1 > RUN_GAP * (word->bottom - word->top);
}

/* Whether a height lies between two of a sequence of pairs; -1 on failure. */
static int lies_between(double height, PyObject *between)
{
    for (Py_ssize_t at = 0; at < PyList_Size(between); at++) {
        double high, low;
        if (!PyArg_ParseTuple(PyList_GetItem(between, at), "dd", &high, &low))
            return -1;
        if (high <= height && height <= low)
            return 1;
    }
    return 0;
}

static int search(Finder *finder, PyObject *openings, PyObject *between, int runs, PyObject *types, PyObject *chains)
{
    for (Py_ssize_t number = 0; number < finder->row_count; number++) {
        const Row *row = &finder->rows[number];
        int inside = between == Py_None ? 1 : -2; /* asked when first needed */
        for (Py_ssize_t at = 0; at < row->count; at++) {
            const Spot spot = {number, at};
            PyObject *labels = PyDict_GetItemWithError(openings, item_at(finder, spot)->key);
            if (labels == NULL) {
                if (PyErr_Occurred())
                    return -1;
                continue;
            }
            if (inside == -2 && (inside = lies_between(row->middle, between)) < 0)
                return -1;
            if (!inside)
                break;
            if ((!runs || begins_run(finder, spot)) && add_chains(finder, spot, labels, types, chains) < 0)
                return -1;
        }
    }
    return 0;
}

PyObject *find_chains(PyObject *self, PyObject *args)
{
    PyObject *types, *lines, *keys, *openings, *between, *chains = NULL;
    int runs;
    Finder finder = {0};
    (void)self;
    if (!PyArg_ParseTuple(args, "O!O!O!O!Op", &PyTuple_Type, &types, &PyList_Type, &lines, &PyList_Type, &keys,
                          &PyDict_Type, &openings, &between, &runs))
        return NULL;
    if (between != Py_None && !PyList_Check(between)) {
        PyErr_SetString(PyExc_TypeError, "a list of heights is needed");
        return NULL;
    }
    if (read_lines(&finder, lines, keys) == 0)
        chains = PyList_New(0);
    if (chains != NULL && search(&finder, openings, between, runs, types, chains) < 0)
        Py_CLEAR(chains);
    PyMem_Free(finder.rows);
    PyMem_Free(finder.items);
    return chains;
}

PyObject *fold_words(PyObject *self, PyObject *args)
{
    PyObject *lines, *known, *fold, *keys;
    (void)self;
    if (!PyArg_ParseTuple(args, "O!O!O", &PyList_Type, &lines, &PyDict_Type, &known, &fold))
        return NULL;
    const Py_ssize_t count = PyList_Size(lines);
    keys = PyList_New(count);
    for (Py_ssize_t number = 0; keys != NULL && number < count; number++) {
        PyObject *words = PyTuple_GetItem(PyList_GetItem(lines, number), LINE_WORDS);
        const Py_ssize_t size = words == NULL ? -1 : PyTuple_Size(words);
        PyObject *of_line = size < 0 ? NULL : PyList_New(size);
        for (Py_ssize_t at = 0; of_line != NULL && at < size; at++) {
            PyObject *text = PyTuple_GetItem(PyTuple_GetItem(words, at), TEXT);
            PyObject *key = text == NULL ? NULL : PyDict_GetItemWithError(known, text);
            Py_XINCREF(key);
            if (key == NULL && !PyErr_Occurred()) {
                key = PyObject_CallFunctionObjArgs(fold, text, NULL);
                if (key != NULL && PyDict_SetItem(known, text, key) < 0)
                    Py_CLEAR(key);
            }
            if (key == NULL)
                Py_CLEAR(of_line);
            else
                PyList_SetItem(of_line, at, key);
        }
        if (of_line == NULL)
            Py_CLEAR(keys);
        else
            PyList_SetItem(keys, number, of_line);
    }
    return keys;
}
