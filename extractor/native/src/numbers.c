/* The numbers of a page, in its words and in its text: extractor/page/numbers.py in C. */
#include "core.h"

#include <string.h>

#define MINUS '\1' /* for U+2212 */
#define OTHER '\2' /* for all that is in no number */

enum { TEXT, GLUED = 6 };

typedef struct {
    char *chars;
    Py_ssize_t length, room;
} Buffer;

static int reserve(Buffer *buffer, Py_ssize_t more)
{
    if (buffer->length + more <= buffer->room)
        return 0;
    const Py_ssize_t room = 2 * (buffer->length + more) + 4096;
    char *chars = PyMem_Realloc(buffer->chars, (size_t)room);
    if (chars == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    buffer->chars = chars;
    buffer->room = room;
    return 0;
}

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static PyObject *number_text(const char *chars, Py_ssize_t length)
{
    if (*chars != MINUS)
        return PyUnicode_FromStringAndSize(chars, length);
    PyObject *minus = PyUnicode_FromString("\xe2\x88\x92"), *digits = PyUnicode_FromStringAndSize(chars + 1, length - 1);
    PyObject *text = minus != NULL && digits != NULL ? PyUnicode_Concat(minus, digits) : NULL;
    Py_XDECREF(minus);
    Py_XDECREF(digits);
    return text;
}

/* The numbers in a buffer, sorted, as a tuple. */
static PyObject *numbers_of(const Buffer *buffer)
{
    const char *at = buffer->chars, *end = at + buffer->length;
    PyObject *found = PyList_New(0), *numbers = NULL;
    while (found != NULL && at < end) {
        const char *start = at;
        at += *at == '-' || *at == MINUS;
        if (at == end || !is_digit(*at)) {
            at += at == start;
            continue;
        }
        while (at < end && is_digit(*at))
            at++;
        while (at + 1 < end && (*at == '.' || *at == ',') && is_digit(at[1]))
            for (at++; at < end && is_digit(*at); at++)
                ;
        if (append_new(found, number_text(start, at - start)) < 0)
            Py_CLEAR(found);
    }
    if (found != NULL && PyList_Sort(found) == 0)
        numbers = PyList_AsTuple(found);
    Py_XDECREF(found);
    return numbers;
}

/* Adds a word's text, with white space before it unless it is glued to the one before; -1 on failure. */
static int add_word(Buffer *buffer, PyObject *word)
{
    Py_ssize_t length;
    if (!PyTuple_Check(word) || PyTuple_Size(word) <= GLUED) {
        PyErr_SetString(PyExc_TypeError, "words are needed");
        return -1;
    }
    PyObject *text = PyTuple_GetItem(word, TEXT);
    const char *chars = PyUnicode_AsUTF8AndSize(text, &length);
    const int glued = PyObject_IsTrue(PyTuple_GetItem(word, GLUED));
    if (chars == NULL || glued < 0 || reserve(buffer, length + 1) < 0)
        return -1;
    if (!glued)
        buffer->chars[buffer->length++] = ' ';
    for (Py_ssize_t at = 0; at < length; at++) {
        if (at + 2 < length && memcmp(chars + at, "\xe2\x88\x92", 3) == 0) {
            buffer->chars[buffer->length++] = MINUS;
            at += 2;
        } else {
            buffer->chars[buffer->length++] = (unsigned char)chars[at] < 0x20 ? OTHER : chars[at];
        }
    }
    return 0;
}

PyObject *word_numbers(PyObject *self, PyObject *args)
{
    PyObject *given[2], *numbers = NULL;
    Buffer buffer = {0};
    int failed = 0;
    (void)self;
    if (!PyArg_ParseTuple(args, "O!O!", &PyTuple_Type, &given[0], &PyTuple_Type, &given[1]))
        return NULL;
    for (int side = 0; side < 2 && !failed; side++) {
        failed = reserve(&buffer, 1) < 0;
        if (!failed)
            buffer.chars[buffer.length++] = ' ';
        for (Py_ssize_t at = 0; !failed && at < PyTuple_Size(given[side]); at++)
            failed = add_word(&buffer, PyTuple_GetItem(given[side], at)) < 0;
    }
    if (!failed)
        numbers = numbers_of(&buffer);
    PyMem_Free(buffer.chars);
    return numbers;
}

PyObject *text_numbers(PyObject *self, PyObject *args)
{
    unsigned long long address;
    PyObject *numbers = NULL;
    Buffer buffer = {0};
    (void)self;
    if (!PyArg_ParseTuple(args, "O&K", pdfium_converter, NULL, &address))
        return NULL;
    Handle page = (Handle)(size_t)address;
    const int count = pdfium.text_char_count(page) > 0 ? pdfium.text_char_count(page) : 0;
    /* Twice the room: characters beyond the basic plane take two units. */
    unsigned short *units = PyMem_Malloc((2 * (size_t)count + 2) * sizeof(*units));
    if (units == NULL)
        return PyErr_NoMemory();
    int written = pdfium.text_get(page, 0, count, units) - 1;
    if (written > 2 * count + 1)
        written = 2 * count + 1;
    if (reserve(&buffer, written > 0 ? written : 1) == 0) {
        for (int at = 0; at < written; at++) {
            const unsigned short unit = units[at];
            buffer.chars[buffer.length++] = unit == 0x2212                ? MINUS
                                            : unit >= 0x20 && unit < 0x7F ? (char)unit
                                                                          : OTHER;
        }
        numbers = numbers_of(&buffer);
    }
    PyMem_Free(units);
    PyMem_Free(buffer.chars);
    return numbers;
}
