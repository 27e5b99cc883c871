"""What can go wrong, as one tree, and how a command ends.

    SchedeError                   exit 1   every error below is one
    ├── UsageError                    64   unknown option or reader, broken template   usage
    ├── UnknownPath                   64   no such pointer in the document             path_unknown
    ├── ReadError                      3   the file cannot be read as a PDF
    │   ├── FileUnreadable                 missing, no permission, an archive's fault  file_unreadable
    │   ├── NotAFile                       a folder, a pipe, a device                  not_a_file
    │   ├── LinkNotFollowed                a symbolic link found in a folder           link_not_followed
    │   ├── LinkLoop                       a link that leads back to where it stands   link_loop
    │   ├── ArchiveDamaged                 a zip file that cannot be opened            archive_damaged
    │   ├── EmptyFile                      no bytes                                    file_empty
    │   ├── NotAPdf                        no PDF header or structure                  not_a_pdf
    │   ├── DamagedPdf                     a PDF that the engine cannot open           pdf_damaged
    │   ├── PasswordNeeded                 encrypted, no or wrong password             password_needed
    │   ├── UnsupportedEncryption          a security handler nobody here knows        encryption_unsupported
    │   ├── PageUnreadable                 one page cannot be loaded                   page_unreadable
    │   └── WorkerDied                     the engine crashed, or was killed           worker_died
    ├── ContentError                   4   the PDF opens but holds no records
    │   ├── NoPages                        a document without pages                    no_pages
    │   ├── NoTextLayer                    pages are images: OCR first                 no_text_layer
    │   └── NoSchedaFound                  text, but no scheda of this template        no_scheda_found
    ├── LimitError                     6   the file is whole, but more than the limits allow
    │   ├── FileTooLarge                   more bytes                                  file_too_large
    │   ├── TooManyPages                   more pages                                  too_many_pages
    │   ├── PageTooHeavy                   more characters or objects on one page      page_too_heavy
    │   ├── TimeLimit                      more time for a page or the document        time_limit
    │   └── MemoryLimit                    more memory                                 memory_limit
    ├── OutputError                    5   the results cannot be written
    │   ├── OutputUnwritable               full disk, read-only, a file in the way     output_unwritable
    │   ├── OutputInUse                    another run is writing there                output_in_use
    │   └── LedgerUnreadable               the ledger is damaged, or of a newer program   ledger_unreadable
    ├── WarehouseError                 7   a converted folder cannot be loaded or read
    │   ├── FolderUnusable                 not what `schede convert` leaves, or damaged folder_unusable
    │   ├── DriverMissing                  the database's driver is not installed      driver_missing
    │   ├── WarehouseUnreachable           no such server, wrong password, file in use warehouse_unreachable
    │   ├── WarehouseMismatch              made by another version, or by others       warehouse_mismatch
    │   └── LoadFailed                     refused by the database; nothing changed    load_failed
    ├── CorrectionsInvalid             8   a file of corrections that is none          corrections_invalid
    ├── ClusterError                  69   the machines of --cluster cannot be used
    │   ├── ClusterUnreachable             no scheduler there, or none any more        cluster_unreachable
    │   ├── ClusterEmpty                   a scheduler, and no worker                  cluster_empty
    │   └── ClusterMismatch                other versions there than here              cluster_mismatch
    └── InternalError                 70   a bug of ours, met in one document          internal_error

`schede extract` ends with the exit code of its error. `schede convert` makes a row of an error in one file
and goes on: it ends with 0 when no file failed, 1 when some did, 2 when all did. A UsageError, a
ClusterError or an OutputError ends it at once with its own code. Both end with 130 when interrupted, and with
141 when nobody reads what they print.
"""

from __future__ import annotations

from typing import ClassVar


class SchedeError(Exception):
    """Base of all errors: a code for programs, a message and a remedy for people."""

    code: ClassVar[str] = "schede_error"
    exit_code: ClassVar[int] = 1
    remedy: ClassVar[str] = ""

    def __init__(self, message: str, *, file: str | None = None, page: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.file = file
        self.page = page

    def __str__(self) -> str:
        place = f"{self.file}: " if self.file else ""
        page = f" (page {self.page})" if self.page is not None else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return printable(f"{place}{self.message}{page} [{self.code}].{remedy}")

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.message, self.file, self.page))


def _rebuild(kind: type[SchedeError], message: str, file: str | None, page: int | None) -> SchedeError:
    """Errors cross process boundaries whole."""
    return kind(message, file=file, page=page)


def printable(text: str) -> str:
    """The text on one line: a file name may hold newlines, terminal escapes and half letters."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text
    )


class UsageError(SchedeError):
    """The command line or the arguments of a call make no sense."""

    code = "usage"
    exit_code = 64


class UnknownPath(SchedeError):
    """Nothing is at that pointer."""

    code = "path_unknown"
    exit_code = 64
    remedy = "'schede explain FILE' lists what there is."


class ReadError(SchedeError):
    """The file cannot be read as a PDF."""

    code = "read_error"
    exit_code = 3


class FileUnreadable(ReadError):
    """Missing, or no permission, or its archive says no."""

    code = "file_unreadable"
    remedy = "Check the path and its permissions."


class NotAFile(ReadError):
    """A folder, a pipe, a device or a socket: to read it could take for ever."""

    code = "not_a_file"
    remedy = "Give a regular file."


class LinkNotFollowed(ReadError):
    """A symbolic link found in a folder, where links are not followed."""

    code = "link_not_followed"
    remedy = "Follow links with --follow-links, or name the file itself."


class LinkLoop(ReadError):
    """A symbolic link that leads back to itself or to a folder it stands in."""

    code = "link_loop"
    remedy = "Remove the link."


class ArchiveDamaged(ReadError):
    """A zip file that cannot be opened."""

    code = "archive_damaged"
    remedy = "Fetch the archive again, or check it with 'unzip -t'."


class EmptyFile(ReadError):
    """A file without bytes."""

    code = "file_empty"
    remedy = "Fetch the file again: the download was probably cut."


class NotAPdf(ReadError):
    """No PDF structure in the bytes."""

    code = "not_a_pdf"
    remedy = "Check what the file is with 'file', and fetch the PDF itself."


class DamagedPdf(ReadError):
    """It begins like a PDF, but the engine cannot open it."""

    code = "pdf_damaged"
    remedy = "Fetch the file again, or repair it with 'qpdf IN.pdf OUT.pdf'."


class PasswordNeeded(ReadError):
    """Encrypted with a user password that was not given, or is wrong."""

    code = "password_needed"
    remedy = "Give the right password with --password."


class UnsupportedEncryption(ReadError):
    """Encrypted by a security handler that the engine does not know."""

    code = "encryption_unsupported"
    remedy = "Ask the publisher for an unprotected copy."


class PageUnreadable(ReadError):
    """One page cannot be loaded."""

    code = "page_unreadable"
    remedy = "Repair the file with 'qpdf IN.pdf OUT.pdf', or try --reader pdfplumber."


class WorkerDied(ReadError):
    """The process that read the file crashed, or was killed from outside."""

    code = "worker_died"
    remedy = "Try it again with --retry, repair it with 'qpdf IN.pdf OUT.pdf', or try --reader pdfplumber."


class ContentError(SchedeError):
    """The PDF opens, but there are no records in it."""

    code = "content_error"
    exit_code = 4


class NoPages(ContentError):
    """A document without pages."""

    code = "no_pages"
    remedy = "Fetch the file again, or repair it with 'qpdf IN.pdf OUT.pdf'."


class NoTextLayer(ContentError):
    """The pages are images."""

    code = "no_text_layer"
    remedy = "Run OCR first, for instance 'ocrmypdf --force-ocr -l ita IN.pdf OUT.pdf', and check the result."


class NoSchedaFound(ContentError):
    """Text, but no scheda that the template knows."""

    code = "no_scheda_found"
    remedy = "Check that the file is a report of schede obiettivo, or give its own template with --template."


class LimitError(SchedeError):
    """The file asks for more than a document is allowed."""

    code = "limit_error"
    exit_code = 6


class FileTooLarge(LimitError):
    """More bytes than allowed."""

    code = "file_too_large"
    remedy = "If it is a report, allow more with --max-megabytes."


class TooManyPages(LimitError):
    """More pages than allowed."""

    code = "too_many_pages"
    remedy = "If it is a report, allow more with --max-pages."


class PageTooHeavy(LimitError):
    """More characters or objects on one page than any report has."""

    code = "page_too_heavy"
    remedy = "Look at the page: no printed page holds as much. Print it to a new PDF if it is a report."


class TimeLimit(LimitError):
    """One page, or the document, took longer than allowed."""

    code = "time_limit"
    remedy = "If it is a report, allow more with --page-seconds or --document-seconds, and --retry."


class MemoryLimit(LimitError):
    """Reading it took more memory than allowed."""

    code = "memory_limit"
    remedy = "If it is a report, allow more with --memory, and --retry."


class OutputError(SchedeError):
    """The results cannot be written."""

    code = "output_error"
    exit_code = 5


class OutputUnwritable(OutputError):
    """A full disk, a folder that is read-only, a file in the way."""

    code = "output_unwritable"
    remedy = "Check the free space and the permissions there, or write elsewhere with -o."


class OutputInUse(OutputError):
    """Another run is writing into the same folder."""

    code = "output_in_use"
    remedy = "Wait for the other run, or write elsewhere with -o."


class LedgerUnreadable(OutputError):
    """The ledger of an output folder is damaged, or written by a newer program."""

    code = "ledger_unreadable"
    remedy = "Move ledger.sqlite away and convert again, or use a newer version."


class WarehouseError(SchedeError):
    """A converted folder cannot be loaded or read."""

    code = "warehouse_error"
    exit_code = 7


class FolderUnusable(WarehouseError):
    """Not what `schede convert` leaves, of another version, or damaged."""

    code = "folder_unusable"
    remedy = "Name a folder that 'schede convert -o' wrote, or convert again with this version."


class DriverMissing(WarehouseError):
    """The database's driver is not installed."""

    code = "driver_missing"
    remedy = "Type: pip install 'schede-obiettivo[postgresql]'"


class WarehouseUnreachable(WarehouseError):
    """No such server or file, a wrong password, a file that another program has open."""

    code = "warehouse_unreachable"
    remedy = "Check the URL, the password, and that no other program has the file open."


class WarehouseMismatch(WarehouseError):
    """The database's tables are of another schema version, or not ours."""

    code = "warehouse_mismatch"
    remedy = "Load into a new database or schema; convert again what is to stand in it."


class LoadFailed(WarehouseError):
    """The database refused the load, which left it as it was."""

    code = "load_failed"
    remedy = "The database is as it was before; mend what it says, and load again."


class CorrectionsInvalid(SchedeError):
    """A file of corrections that cannot be read, or is none."""

    code = "corrections_invalid"
    exit_code = 8
    remedy = "Use the file as the review page gave it; its form is schemas/corrections.schema.json."


class ClusterError(SchedeError):
    """The machines that were to read the documents cannot be used; the run can go on later, there or here."""

    code = "cluster_error"
    exit_code = 69


class ClusterUnreachable(ClusterError):
    """Nothing answers at the address, or not any more."""

    code = "cluster_unreachable"
    remedy = "Start 'dask scheduler' there, check the address, and run the same command again: it goes on."


class ClusterEmpty(ClusterError):
    """A scheduler without workers."""

    code = "cluster_empty"
    remedy = "Start 'dask worker ADDRESS --nthreads 1', and run the same command again: it goes on."


class ClusterMismatch(ClusterError):
    """A machine there has another version of something that decides what a document becomes."""

    code = "cluster_mismatch"
    remedy = (
        "Install the same versions on all machines, from requirements.lock, and start their workers again."
    )


class InternalError(SchedeError):
    """A bug of this program, met in one document."""

    code = "internal_error"
    exit_code = 70
    remedy = "Please report it with the file, if that is public; -v shows where it happened."
