/* Words of a page: extractor/page/pdfium_words.py and pdfium_gaps.py in C, which calls back for what is no plain
   word. */
#include "words.h"

#include <math.h>

#define TOUCH 0.04
#define KERNED 0.15
#define WITNESSES 3
#define NEAR 200
#define DESCENT 0.22
#define WORD_SIZE 8

/* Whether a space is printed before a character; pdfium also sees one where the font changes. */
static int is_parted(const Page *page, int start)
{
    return start > 0 && pdfium.text_unicode(page->page, start - 1) == ' ' &&
           !pdfium.text_generated(page->page, start - 1);
}

static int is_letter(unsigned int c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= 0xc0 && c <= 0x24f);
}

/* Whether pdfium sees a space between two letters that one text object only sets apart. */
static int is_kerned(const Page *page, int start)
{
    return start > 1 && pdfium.text_generated(page->page, start - 1) &&
           is_letter(pdfium.text_unicode(page->page, start - 2)) &&
           is_letter(pdfium.text_unicode(page->page, start)) &&
           pdfium.text_object(page->page, start) == pdfium.text_object(page->page, start - 2);
}

static int is_alnum(unsigned int c)
{
    return is_letter(c) || (c >= '0' && c <= '9');
}

/* Whether a mark inside a word, or that begins one, is set apart from the rest of it: so it is in a text whose other
   spaces are printed. */
static int is_stretched(const Page *page, int start)
{
    const unsigned int mark = start < 3 ? 0 : pdfium.text_unicode(page->page, start - 2);
    if ((mark != '-' && mark != '/') || !pdfium.text_generated(page->page, start - 1))
        return 0;
    const unsigned int before = pdfium.text_unicode(page->page, start - 3);
    if ((before != ' ' && !is_alnum(before)) || !is_alnum(pdfium.text_unicode(page->page, start)))
        return 0;
    const int count = pdfium.text_char_count(page->page);
    for (int at = start; at < count && at < start + NEAR; at++) {
        const unsigned int c = pdfium.text_unicode(page->page, at);
        if (c == '\r' || c == '\n')
            break;
        if (c == ' ' && pdfium.text_generated(page->page, at))
            return 0;
    }
    int printed = 0;
    for (int at = start - 3; at > 0 && at > start - NEAR && printed < WITNESSES; at--)
        if (pdfium.text_unicode(page->page, at) == ' ') {
            if (pdfium.text_generated(page->page, at))
                return 0;
            printed++;
        }
    return printed == WITNESSES;
}

/* Hundredths of a point; adding nothing makes a negative zero a plain one. */
static double rounded(double x)
{
    return rint(x * 100) / 100 + 0.0;
}

static int set_last(Page *page)
{
    const Py_ssize_t count = PyList_Size(page->words);
    page->last_x1 = -1e9;
    page->last_bottom = 0.0;
    if (count <= 0)
        return 0;
    PyObject *last = PyList_GetItem(page->words, count - 1);
    page->last_x1 = PyFloat_AsDouble(PyTuple_GetItem(last, 3));
    page->last_bottom = PyFloat_AsDouble(PyTuple_GetItem(last, 4));
    return PyErr_Occurred() ? -1 : 0;
}

/* The top and bottom of the words of a line are mostly the same: the numbers are made once. */
static int set_line(Page *page, double bottom, double size)
{
    if (page->top_number != NULL && bottom == page->line_bottom && size == page->line_size)
        return 0;
    page->line_bottom = bottom;
    page->line_size = size;
    page->shown_top = rounded(bottom - size);
    page->shown_bottom = rounded(bottom);
    Py_CLEAR(page->top_number);
    Py_CLEAR(page->bottom_number);
    page->top_number = PyFloat_FromDouble(page->shown_top);
    page->bottom_number = PyFloat_FromDouble(page->shown_bottom);
    return page->top_number == NULL || page->bottom_number == NULL ? -1 : 0;
}

static int append_word(Page *page, PyObject *text, double x0, double x1, const Style *style, int glued, int spaced)
{
    PyObject *word = new_named(page->make_word, WORD_SIZE);
    PyObject *left = PyFloat_FromDouble(x0), *right = PyFloat_FromDouble(x1);
    if (word == NULL || left == NULL || right == NULL) {
        Py_XDECREF(word);
        Py_XDECREF(left);
        Py_XDECREF(right);
        return -1;
    }
    PyTuple_SetItem(word, 0, Py_NewRef(text));
    PyTuple_SetItem(word, 1, left);
    PyTuple_SetItem(word, 2, Py_NewRef(page->top_number));
    PyTuple_SetItem(word, 3, right);
    PyTuple_SetItem(word, 4, Py_NewRef(page->bottom_number));
    PyTuple_SetItem(word, 5, Py_NewRef(style->bold));
    PyTuple_SetItem(word, 6, PyBool_FromLong(glued));
    PyTuple_SetItem(word, 7, PyBool_FromLong(spaced));
    page->last_x1 = x1;
    page->last_bottom = page->shown_bottom;
    return append_new(page->words, word);
}

static int needs_cleaning(const Page *page, const Span *span)
{
    if (page->is_plain)
        return 0;
    for (Py_ssize_t at = span->begin; at < span->end; at++)
        if (!is_plain(page->points[at]))
            return 1;
    return 0;
}

/* Whether a word is what it seems: its characters stand together in a level line, and no ruling line cuts it. */
static int is_whole(const Page *page, const Span *span, PyObject *word, const Style *style, Handle following,
                    const Box *box)
{
    const double size = style->size;
    if (!style->level || !(box->x0 < box->x1) ||
        (Py_ssize_t)span->final - span->start + span->begin + 1 != span->end)
        return 0;
    Handle last = span->object != following ? pdfium.text_object(page->page, span->final) : span->object;
    if (span->object != last) {
        if (pdfium.object_font(span->object) != pdfium.object_font(last) || !holds(page, span, size))
            return 0;
    } else {
        double length;
        if (span->end - span->begin > LONG_WORD) {
            PyObject *number = PyObject_CallFunction(page->measure, "OiO", word, span->start, style->style);
            if (number == NULL)
                return -1;
            length = PyFloat_AsDouble(number);
            Py_DECREF(number);
        } else if (word_length(page, span, word, style, &length) < 0) {
            return -1;
        }
        const double taken = box->x1 - box->x0, room = length * style->across;
        if (!(SHORT * room <= taken && taken <= room + ROOM * size))
            return 0;
    }
    return !is_cut(page, box);
}

/* Hands a word to Python: with its box if it is whole, without if it must be read character by character. */
static int add_odd(Page *page, const Span *span, PyObject *word, const Style *style, int spaced, const Box *box)
{
    PyObject *done = box != NULL
                         ? PyObject_CallFunction(page->odd, "OiiOO(dddd)", word, span->start, span->final,
                                                 style->style, spaced ? Py_True : Py_False, box->x0, box->top,
                                                 box->x1, box->bottom)
                         : PyObject_CallFunction(page->odd, "OiiOOO", word, span->start, span->final,
                                                 style->style, spaced ? Py_True : Py_False, Py_None);
    if (done == NULL)
        return -1;
    Py_DECREF(done);
    return set_last(page);
}

static int add_word(Page *page, const Span *span, const Style *style, Handle following)
{
    const double size = style->size, width = page->space.width, height = page->space.height;
    const int spaced = span->end < page->length && page->points[span->end] == ' ';
    Box box;
    double y;
    extent(page, span, &box.x0, &y, &box.x1);
    box.bottom = y + DESCENT * size;
    box.top = box.bottom - size;
    PyObject *word = PyUnicode_Substring(page->text, span->begin, span->end);
    if (word == NULL)
        return -1;
    int done = is_whole(page, span, word, style, following, &box);
    if (done < 0) {
    } else if (!done) {
        done = add_odd(page, span, word, style, spaced, NULL);
    } else if (style->white || !(box.x0 >= 0 && box.x1 <= width && size <= box.bottom && box.bottom <= height) ||
               needs_cleaning(page, span)) {
        done = add_odd(page, span, word, style, spaced, &box);
    } else if ((done = set_line(page, box.bottom, size)) == 0) {
        const double x0 = rounded(box.x0), x1 = rounded(box.x1), reach = TOUCH * size;
        /* As in Python, where a page whose words need cleaning compares them before they are rounded. */
        const double ahead = (page->is_plain ? x0 : box.x0) - page->last_x1;
        const double below = (page->is_plain ? page->shown_bottom : box.bottom) - page->last_bottom;
        const double near = page->is_plain ? reach : TOUCH * (box.bottom - box.top);
        const double kerning =
            page->is_plain ? KERNED * size : near + (KERNED - TOUCH) * (box.bottom - box.top);
        int glued = -near < ahead && fabs(below) < near;
        if (glued && ahead < near)
            glued = !is_parted(page, span->start);
        else if (glued)
            glued = (ahead < kerning && is_kerned(page, span->start)) || is_stretched(page, span->start);
        done = append_word(page, word, x0, x1, style, glued, spaced);
    }
    Py_DECREF(word);
    return done < 0 ? -1 : 0;
}

static int add_words(Page *page)
{
    Handle object = NULL;
    Py_ssize_t current = -1;
    for (Py_ssize_t at = 0; at < page->count; at++)
        page->spans[at].object = pdfium.text_object(page->page, page->spans[at].start);
    for (Py_ssize_t at = 0; at < page->count; at++) {
        const Span *span = &page->spans[at];
        if (current < 0 || span->object != object) {
            object = span->object;
            current = style_of(page, object, span->start);
            if (current < 0)
                return -1;
        }
        if (page->styles[current].hidden) {
            page->hidden++;
            continue;
        }
        Handle following = at + 1 < page->count ? page->spans[at + 1].object : NULL;
        if (add_word(page, span, &page->styles[current], following) < 0)
            return -1;
    }
    return 0;
}

static int take_cuts(Page *page, PyObject *rules)
{
    page->cut_count = PyList_Size(rules);
    page->cuts = PyMem_Malloc((size_t)(page->cut_count + 1) * sizeof(Cut));
    if (page->cuts == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (Py_ssize_t at = 0; at < page->cut_count; at++) {
        PyObject *rule = PyList_GetItem(rules, at);
        page->cuts[at].x0 = PyFloat_AsDouble(PyTuple_GetItem(rule, 0));
        page->cuts[at].top = PyFloat_AsDouble(PyTuple_GetItem(rule, 1));
        page->cuts[at].bottom = PyFloat_AsDouble(PyTuple_GetItem(rule, 3));
    }
    return PyErr_Occurred() ? -1 : 0;
}

static void release(Page *page)
{
    for (Py_ssize_t at = 0; at < page->style_count; at++) {
        Py_XDECREF(page->styles[at].style);
        Py_XDECREF(page->styles[at].lengths);
        Py_XDECREF(page->styles[at].advances);
    }
    Py_XDECREF(page->top_number);
    Py_XDECREF(page->bottom_number);
    Py_XDECREF(page->text);
    PyMem_Free(page->points);
    PyMem_Free(page->spans);
    PyMem_Free(page->styles);
    PyMem_Free(page->cuts);
}

PyObject *read_words(PyObject *self, PyObject *args)
{
    Page page = {0};
    PyObject *address, *rules;
    (void)self;
    if (!PyArg_ParseTuple(args, "O&OO&OO!O!OOO", pdfium_converter, NULL, &address, space_converter,
                          &page.space, &page.make_word, &PyList_Type, &rules, &PyList_Type, &page.words,
                          &page.make_style, &page.measure, &page.odd))
        return NULL;
    page.page = PyLong_AsVoidPtr(address);
    if (page.page == NULL && PyErr_Occurred())
        return NULL;
    page.space.rotation &= 3;
    const int count = pdfium.text_char_count(page.page);
    if (count <= 0)
        return PyLong_FromLong(0);
    int failed = read_text(&page, count);
    const int untold = failed == 0 && has_unknown_letters(&page, count);
    if (failed == 0 && !untold)
        failed = take_cuts(&page, rules) < 0 || set_last(&page) < 0 ? -1 : add_words(&page);
    release(&page);
    return failed < 0 ? NULL : PyLong_FromLong(untold ? -1 : page.hidden);
}

PyObject *has_doubles(PyObject *self, PyObject *words)
{
    (void)self;
    if (!PyList_Check(words)) {
        PyErr_SetString(PyExc_TypeError, "a list of words is needed");
        return NULL;
    }
    PyObject *last = PyDict_New();
    if (last == NULL)
        return NULL;
    int found = 0;
    for (Py_ssize_t at = 0; found == 0 && at < PyList_Size(words); at++) {
        PyObject *word = PyList_GetItem(words, at), *text = PyTuple_GetItem(word, 0);
        PyObject *before = text ? PyDict_GetItemWithError(last, text) : NULL;
        if (before != NULL) {
            const double x0 = PyFloat_AsDouble(PyTuple_GetItem(word, 1));
            const double top = PyFloat_AsDouble(PyTuple_GetItem(word, 2));
            const double size = PyFloat_AsDouble(PyTuple_GetItem(word, 4)) - top;
            const double off = fabs(x0 - PyFloat_AsDouble(PyTuple_GetItem(before, 1))) +
                               fabs(top - PyFloat_AsDouble(PyTuple_GetItem(before, 2)));
            found = off <= size;
        }
        if (PyErr_Occurred() || (!found && PyDict_SetItem(last, text, word) < 0))
            found = -1;
    }
    Py_DECREF(last);
    return found < 0 ? NULL : PyBool_FromLong(found);
}
