/* Where words begin and end, and whether their characters stand together. */
#include "words.h"

#define BACK 0.25
#define INSIDE 1.0

/* Where a character begins and ends along the shown line, from any one point. */
static void edges(const Page *page, int index, double *begin, double *end)
{
    static const int nears[4] = {0, 3, 2, 1}, fars[4] = {2, 1, 0, 3};
    float box[4] = {0};
    const int backwards = page->space.rotation >= 2;
    pdfium.text_loose_box(page->page, index, box);
    *begin = backwards ? -(double)box[nears[page->space.rotation]] : box[nears[page->space.rotation]];
    *end = backwards ? -(double)box[fars[page->space.rotation]] : box[fars[page->space.rotation]];
}

void extent(const Page *page, const Span *span, double *x0, double *y, double *x1)
{
    static const int fars[4] = {2, 1, 0, 3};
    const Space *space = &page->space;
    double px = 0.0, py = 0.0;
    float box[4] = {0};
    pdfium.text_origin(page->page, span->start, &px, &py);
    pdfium.text_loose_box(page->page, span->final, box);
    const double edge = box[fars[space->rotation]];
    switch (space->rotation) {
    case 0:
        *x0 = px - space->left, *y = space->top - py, *x1 = edge - space->left;
        break;
    case 1:
        *x0 = py - space->bottom, *y = px - space->left, *x1 = edge - space->bottom;
        break;
    case 2:
        *x0 = space->right - px, *y = py - space->bottom, *x1 = space->right - edge;
        break;
    default:
        *x0 = space->top - py, *y = space->right - px, *x1 = space->top - edge;
    }
}

int holds(const Page *page, const Span *span, double size)
{
    double begin, end, next_begin, next_end, widest = 0.0, narrowest = 0.0;
    const int count = (int)(span->end - span->begin);
    edges(page, span->start, &begin, &end);
    for (int at = 1; at < count; at++, end = next_end) {
        edges(page, span->start + at, &next_begin, &next_end);
        const double gap = next_begin - end;
        widest = at == 1 || gap > widest ? gap : widest;
        narrowest = at == 1 || gap < narrowest ? gap : narrowest;
    }
    if (widest > ROOM * size)
        return 0;
    if (narrowest >= -BACK * size)
        return 1;
    edges(page, span->start, &begin, &end);
    Handle object = pdfium.text_object(page->page, span->start);
    for (int at = 1; at < count; at++, end = next_end) {
        Handle next = pdfium.text_object(page->page, span->start + at);
        edges(page, span->start + at, &next_begin, &next_end);
        if (next != object && !(next_begin - end >= -BACK * size))
            return 0;
        object = next;
    }
    return 1;
}

/* One character of a page as text. */
static PyObject *char_text(const Page *page, Py_ssize_t at)
{
    return PyUnicode_Substring(page->text, at, at + 1);
}

/* Notes the width of each character that stands alone in its box; the length of the word if some share one. */
static int measure_chars(const Page *page, const Span *span, const Style *style, double *length)
{
    double begins[LONG_WORD], widths[LONG_WORD];
    const int count = (int)(span->end - span->begin);
    int all_alone = 1;
    *length = 0.0;
    for (int at = 0; at < count; at++) {
        double end;
        edges(page, span->start + at, &begins[at], &end);
        const double width = end - begins[at];
        widths[at] = (width > 0.0 ? width : 0.0) / style->across;
    }
    for (int at = 0; at < count; at++) {
        int shared = 0; /* the letters of one ligature have one box */
        for (int other = 0; other < count; other++)
            shared += other == at || begins[other] == begins[at];
        *length += widths[at] / shared;
        if (shared != 1) {
            all_alone = 0;
            continue;
        }
        PyObject *letter = char_text(page, span->begin + at), *width = PyFloat_FromDouble(widths[at]);
        const int failed = letter == NULL || width == NULL || PyDict_SetItem(style->advances, letter, width) < 0;
        Py_XDECREF(letter);
        Py_XDECREF(width);
        if (failed)
            return -1;
    }
    return all_alone;
}

/* Sums up the noted widths of a word's characters: 0 where one is not noted, -1 on failure. */
static int sum_widths(const Page *page, const Span *span, const Style *style, double *length)
{
    *length = 0.0;
    for (Py_ssize_t at = span->begin; at < span->end; at++) {
        PyObject *letter = char_text(page, at);
        if (letter == NULL)
            return -1;
        PyObject *width = PyDict_GetItemWithError(style->advances, letter);
        Py_DECREF(letter);
        if (width == NULL)
            return PyErr_Occurred() ? -1 : 0;
        *length += PyFloat_AsDouble(width);
    }
    return 1;
}

int word_length(const Page *page, const Span *span, PyObject *word, const Style *style, double *length)
{
    PyObject *known = PyDict_GetItemWithError(style->lengths, word);
    if (known != NULL)
        *length = PyFloat_AsDouble(known);
    else if (PyErr_Occurred())
        return -1;
    if (known != NULL && *length != 0.0)
        return 0;
    int found = sum_widths(page, span, style, length);
    if (found == 0) {
        const int all_alone = measure_chars(page, span, style, length);
        if (all_alone <= 0)
            return all_alone;
        found = sum_widths(page, span, style, length);
    }
    if (found < 0)
        return -1;
    PyObject *number = PyFloat_FromDouble(*length);
    const int failed = number == NULL || PyDict_SetItem(style->lengths, word, number) < 0;
    Py_XDECREF(number);
    return failed ? -1 : 0;
}

int is_cut(const Page *page, const Box *box)
{
    Py_ssize_t low = 0, high = page->cut_count;
    while (low < high) {
        const Py_ssize_t middle = (low + high) / 2;
        if (page->cuts[middle].x0 < box->x0 + INSIDE)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < page->cut_count && page->cuts[low].x0 < box->x1 - INSIDE; low++)
        if (page->cuts[low].top < box->bottom - INSIDE && page->cuts[low].bottom > box->top + INSIDE)
            return 1;
    return 0;
}
