"""The archive: everything that must outlive Redis."""

from app.store.backup_records import BackupRecords
from app.store.digest_records import DigestRecords
from app.store.draft_records import DraftRecords
from app.store.erase_records import EraseRecords
from app.store.host_records import HostRecords
from app.store.import_records import ImportRecords
from app.store.log_records import LogRecords
from app.store.published_records import PublishedRecords
from app.store.rehearsal_records import RehearsalRecords
from app.store.review_records import ReviewRecords


class Archive(
    RehearsalRecords,
    LogRecords,
    ReviewRecords,
    DigestRecords,
    ImportRecords,
    DraftRecords,
    PublishedRecords,
    HostRecords,
    BackupRecords,
    EraseRecords,
):
    """SQL as the rest of the house sees it: `open`, use, `close`.

    Raises `Unavailable` when SQL is out of reach, and `Taken` where a row must be the only one.
    """
