/* The rows of a band that suit an alignment best: split_band of extractor/layout/rows.py in C. */
#include "core.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define WORST 2.0
#define ODD_CELL 2.5
#define OFF_TALLEST 2.0
#define REMAINDER 0.3
#define LATE_ANCHOR 1.0

enum { TOP, MIDDLE, BOTTOM, ALIGNMENTS };
enum { UNKNOWN, FITS, ODD };
enum { LINE_TOP = 3, LINE_BOTTOM = 5, LINE_MIDDLE = 6 };

typedef struct {
    double top, bottom, middle;
} Extent;

typedef struct {
    PyObject *lines; /* borrowed: a list */
    Py_ssize_t count;
    Extent *extents;
    char *known; /* of lines from one to before another, whether they are one cell: see `fits` */
} Column;

typedef struct {
    double top, bottom;
} Block;

typedef struct {
    double at, bonus;
} Gap;

/* Boundaries laid so far, and what they cost. */
typedef struct {
    double end, cost;
    double *path;
    Py_ssize_t length;
} State;

typedef struct {
    State *states;
    Py_ssize_t count;
} States;

typedef struct {
    PyObject *fits;
    Column *columns;
    Py_ssize_t column_count;
    Gap *gaps;
    Py_ssize_t gap_count;
    double *tops, *bottoms; /* of each anchor's entry */
    Py_ssize_t row_count;
    int open_top, open_bottom, alignment;
    double unit;
    Block *blocks; /* room for one a column */
    double *levels;
} Search;

/* The first line whose middle is not above a height. */
static Py_ssize_t first_below(const Column *column, double height)
{
    Py_ssize_t low = 0, high = column->count;
    while (low < high) {
        const Py_ssize_t middle = (low + high) / 2;
        if (column->extents[middle].middle < height)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Whether lines of a column may be one cell, asked once; -1 on failure. */
static int fits(const Search *search, Py_ssize_t index, Py_ssize_t first, Py_ssize_t end)
{
    const Column *column = &search->columns[index];
    char *known = &column->known[first * (column->count + 1) + end];
    if (*known == UNKNOWN) {
        PyObject *lines = PyList_GetSlice(column->lines, first, end);
        PyObject *answer = lines == NULL ? NULL : PyObject_CallFunction(search->fits, "nO", index, lines);
        const int is_true = answer == NULL ? -1 : PyObject_IsTrue(answer);
        Py_XDECREF(lines);
        Py_XDECREF(answer);
        if (is_true < 0)
            return -1;
        *known = is_true ? FITS : ODD;
    }
    return *known == FITS;
}

static double level(const Block *block, int alignment)
{
    if (alignment == MIDDLE)
        return (block->top + block->bottom) / 2;
    return alignment == TOP ? block->top : block->bottom;
}

static int ascending(const void *left, const void *right)
{
    const double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

/* Of two cells or more: the tallest, the level of the others, and how far they are off it in font sizes. */
static double disagreement(const Search *search, Py_ssize_t count, int alignment, Py_ssize_t *tallest, double *usual)
{
    const Block *blocks = search->blocks;
    double apart = 0.0;
    *tallest = 0;
    for (Py_ssize_t at = 1; at < count; at++)
        if (blocks[at].bottom - blocks[at].top > blocks[*tallest].bottom - blocks[*tallest].top)
            *tallest = at;
    Py_ssize_t others = 0;
    for (Py_ssize_t at = 0; at < count; at++)
        if (at != *tallest)
            search->levels[others++] = level(&blocks[at], alignment);
    qsort(search->levels, (size_t)others, sizeof(double), ascending);
    *usual = search->levels[others / 2];
    for (Py_ssize_t at = 0; at < others; at++)
        apart += fmin(WORST, fabs(search->levels[at] - *usual) / search->unit);
    return apart;
}

static double least_disagreement(const Search *search, Py_ssize_t count)
{
    double least = INFINITY, usual;
    Py_ssize_t tallest;
    for (int alignment = 0; alignment < ALIGNMENTS; alignment++)
        least = fmin(least, disagreement(search, count, alignment, &tallest, &usual));
    return least;
}

/* How far the cells of a row are off one alignment, in font sizes. */
static double unevenness(const Search *search, Py_ssize_t count)
{
    Block row = search->blocks[0];
    for (Py_ssize_t at = 1; at < count; at++) {
        row.top = fmin(row.top, search->blocks[at].top);
        row.bottom = fmax(row.bottom, search->blocks[at].bottom);
    }
    Py_ssize_t tallest;
    double usual;
    const double whole = level(&row, search->alignment);
    const double apart = disagreement(search, count, search->alignment, &tallest, &usual);
    const double off = fabs(usual - whole) + fabs(level(&search->blocks[tallest], search->alignment) - whole);
    return apart + fmin(OFF_TALLEST, (double)(count - 1)) * fmin(WORST, off / search->unit);
}

/* What the lines between two heights cost as one row; -1 on failure. */
static int row_cost(const Search *search, double top, double bottom, int is_cut, double *cost)
{
    Py_ssize_t count = 0;
    *cost = 0.0;
    for (Py_ssize_t index = 0; index < search->column_count; index++) {
        const Column *column = &search->columns[index];
        const Py_ssize_t first = first_below(column, top), end = first_below(column, bottom);
        if (first >= end)
            continue;
        const int is_cell = fits(search, index, first, end);
        if (is_cell < 0)
            return -1;
        *cost += is_cell ? 0.0 : ODD_CELL;
        search->blocks[count].top = column->extents[first].top;
        search->blocks[count++].bottom = column->extents[end - 1].bottom;
    }
    if (count == 0)
        *cost = WORST;
    else if (count > 1 && is_cut && search->alignment != TOP)
        *cost += 0.5 * least_disagreement(search, count);
    else if (count > 1)
        *cost += unevenness(search, count);
    return 0;
}

static double remainder_cost(double bonus)
{
    return bonus >= 0 ? REMAINDER : REMAINDER - bonus;
}

/* Notes a way to a boundary if it is the first or costs less than the one known. */
static void reach(States *following, double end, double cost, const State *from)
{
    Py_ssize_t at = 0;
    while (at < following->count && following->states[at].end != end)
        at++;
    State *state = &following->states[at];
    if (at < following->count && !(cost < state->cost))
        return;
    following->count += at == following->count;
    state->end = end;
    state->cost = cost;
    state->length = 0;
    if (from != NULL) {
        memcpy(state->path, from->path, (size_t)from->length * sizeof(double));
        state->length = from->length;
    }
    state->path[state->length++] = end;
}

/* Tries every way to end a row at a boundary; -1 on failure. */
static int end_row(const Search *search, const States *best, double end, double bonus, States *following)
{
    for (Py_ssize_t at = 0; at < best->count; at++) {
        const State *from = &best->states[at];
        double cost;
        if (row_cost(search, from->end, end, end == INFINITY && search->open_bottom, &cost) < 0)
            return -1;
        reach(following, end, from->cost + cost - bonus, from);
    }
    return 0;
}

/* Every boundary after one more row; -1 on failure. */
static int next_row(const Search *search, Py_ssize_t row, const States *best, States *following)
{
    const int is_last = row == search->row_count - 1;
    const double low = is_last ? INFINITY : search->tops[row + 1];
    following->count = 0;
    if (is_last && end_row(search, best, INFINITY, 0.0, following) < 0)
        return -1;
    for (Py_ssize_t at = 0; at < search->gap_count && (!is_last || search->open_bottom); at++) {
        const Gap gap = search->gaps[at];
        if (!(search->bottoms[row] < gap.at && gap.at < low))
            continue;
        /* What stands after the last row may begin the next one. */
        const double late = search->alignment == TOP ? LATE_ANCHOR : 0.0;
        const double bonus = is_last ? -remainder_cost(gap.bonus) - late : gap.bonus;
        if (end_row(search, best, gap.at, bonus, following) < 0)
            return -1;
    }
    return 0;
}

static int is_before(const State *a, const State *b)
{
    if (a->cost != b->cost)
        return a->cost < b->cost;
    for (Py_ssize_t at = 0; at < a->length && at < b->length; at++)
        if (a->path[at] != b->path[at])
            return a->path[at] < b->path[at];
    return a->length < b->length;
}

/* The cheapest boundaries and their cost. */
static PyObject *search_rows(const Search *search, States *best, States *following)
{
    best->count = 0;
    reach(best, -INFINITY, 0.0, NULL);
    for (Py_ssize_t at = 0; search->open_top && at < search->gap_count; at++)
        if (search->gaps[at].at < search->tops[0])
            reach(best, search->gaps[at].at, remainder_cost(search->gaps[at].bonus), NULL);
    for (Py_ssize_t row = 0; row < search->row_count; row++) {
        if (next_row(search, row, best, following) < 0)
            return NULL;
        if (following->count > 0) { /* else two anchors have no gap between: they are kept together */
            const States swap = *best;
            *best = *following;
            *following = swap;
        }
    }
    const State *found = &best->states[0];
    for (Py_ssize_t at = 1; at < best->count; at++)
        found = is_before(&best->states[at], found) ? &best->states[at] : found;
    PyObject *path = PyList_New(0);
    for (Py_ssize_t at = 0; path != NULL && at < found->length; at++)
        if (append_new(path, PyFloat_FromDouble(found->path[at])) < 0)
            Py_CLEAR(path);
    return path == NULL ? NULL : Py_BuildValue("dN", found->cost, path);
}

/* Numbers of a list of floats or of pairs of them, one behind the other; NULL on failure. */
static double *numbers_of(PyObject *list, Py_ssize_t each)
{
    const Py_ssize_t count = PyList_Size(list);
    double *numbers = PyMem_Malloc((size_t)(count * each + 1) * sizeof(double));
    if (numbers == NULL)
        return (double *)PyErr_NoMemory();
    for (Py_ssize_t at = 0; at < count * each; at++) {
        PyObject *item = PyList_GetItem(list, at / each);
        numbers[at] = PyFloat_AsDouble(each == 1 ? item : PyTuple_GetItem(item, at % each));
    }
    if (PyErr_Occurred()) {
        PyMem_Free(numbers);
        return NULL;
    }
    return numbers;
}

/* -1 on failure. */
static int take_column(Column *column, PyObject *lines, PyObject *known)
{
    char *bytes = PyByteArray_Check(known) ? PyByteArray_AsString(known) : NULL;
    column->lines = lines;
    column->count = PyList_Check(lines) ? PyList_Size(lines) : -1;
    if (bytes == NULL || column->count < 0 || PyByteArray_Size(known) < (column->count + 1) * (column->count + 1)) {
        PyErr_SetString(PyExc_TypeError, "a column is a list of lines, with room for each two of them");
        return -1;
    }
    column->known = bytes;
    column->extents = PyMem_Malloc((size_t)(column->count + 1) * sizeof(Extent));
    if (column->extents == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (Py_ssize_t at = 0; at < column->count; at++) {
        PyObject *line = PyList_GetItem(lines, at);
        column->extents[at].top = PyFloat_AsDouble(PyTuple_GetItem(line, LINE_TOP));
        column->extents[at].bottom = PyFloat_AsDouble(PyTuple_GetItem(line, LINE_BOTTOM));
        column->extents[at].middle = PyFloat_AsDouble(PyTuple_GetItem(line, LINE_MIDDLE));
    }
    return PyErr_Occurred() ? -1 : 0;
}

/* Gives the states their room, that for their paths in one block; NULL on failure. */
static double *make_room(States *states, Py_ssize_t most, Py_ssize_t longest)
{
    states->states = PyMem_Calloc((size_t)most, sizeof(State));
    double *paths = states->states == NULL ? NULL : PyMem_Malloc((size_t)(most * longest) * sizeof(double));
    for (Py_ssize_t at = 0; paths != NULL && at < most; at++)
        states->states[at].path = paths + at * longest;
    return paths == NULL ? (double *)PyErr_NoMemory() : paths;
}

static PyObject *search_with_room(const Search *search)
{
    const Py_ssize_t most = search->gap_count + 2, longest = search->row_count + 2;
    States best = {0}, following = {0};
    double *paths = make_room(&best, most, longest), *others = NULL;
    if (paths != NULL)
        others = make_room(&following, most, longest);
    PyObject *found = others == NULL ? NULL : search_rows(search, &best, &following);
    PyMem_Free(best.states);
    PyMem_Free(following.states);
    PyMem_Free(paths);
    PyMem_Free(others);
    return found;
}

PyObject *lay_rows(PyObject *self, PyObject *args)
{
    PyObject *cells, *known, *gaps, *tops, *bottoms, *found = NULL;
    Search search = {0};
    (void)self;
    if (!PyArg_ParseTuple(args, "O!O!OO!O!O!ppid", &PyList_Type, &cells, &PyList_Type, &known, &search.fits,
                          &PyList_Type, &gaps, &PyList_Type, &tops, &PyList_Type, &bottoms, &search.open_top,
                          &search.open_bottom, &search.alignment, &search.unit))
        return NULL;
    search.column_count = PyList_Size(cells);
    search.gap_count = PyList_Size(gaps);
    search.row_count = PyList_Size(tops);
    if (PyList_Size(known) != search.column_count || PyList_Size(bottoms) != search.row_count || !search.row_count) {
        PyErr_SetString(PyExc_ValueError, "each column needs its room, and each row an anchor");
        return NULL;
    }
    search.gaps = (Gap *)numbers_of(gaps, 2);
    search.tops = search.gaps == NULL ? NULL : numbers_of(tops, 1);
    search.bottoms = search.tops == NULL ? NULL : numbers_of(bottoms, 1);
    search.columns = PyMem_Calloc((size_t)search.column_count + 1, sizeof(Column));
    search.blocks = PyMem_Malloc((size_t)(search.column_count + 1) * sizeof(Block));
    search.levels = PyMem_Malloc((size_t)(search.column_count + 1) * sizeof(double));
    int failed = search.bottoms == NULL;
    if (!failed && (search.columns == NULL || search.blocks == NULL || search.levels == NULL)) {
        PyErr_NoMemory();
        failed = 1;
    }
    for (Py_ssize_t at = 0; !failed && at < search.column_count; at++)
        failed = take_column(&search.columns[at], PyList_GetItem(cells, at), PyList_GetItem(known, at)) < 0;
    if (!failed)
        found = search_with_room(&search);
    for (Py_ssize_t at = 0; search.columns != NULL && at < search.column_count; at++)
        PyMem_Free(search.columns[at].extents);
    PyMem_Free(search.columns);
    PyMem_Free(search.blocks);
    PyMem_Free(search.levels);
    PyMem_Free(search.gaps);
    PyMem_Free(search.tops);
    PyMem_Free(search.bottoms);
    return found;
}
