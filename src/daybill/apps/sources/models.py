"""What came in: every run with its report, and the questions it left for an editor."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from daybill.apps.catalogue.models import Source, Title, TitleType


class Edition(models.Model):
    """A compiled catalogue that was loaded whole, with the digest of its files."""

    name = models.SlugField(unique=True)
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    def __str__(self):
        return f"{self.name} {self.digest[:12]}"


class ImportRun(models.Model):
    """One import from its first row to its last, with what became of every row.

    Each data row counts once: as refused, else held, else stored, changed or unchanged.
    """

    class State(models.TextChoices):
        RUNNING = "running", _("running")
        FINISHED = "finished", _("finished")
        FAILED = "failed", _("could not finish")

    command = models.CharField(max_length=40)
    source = models.CharField(max_length=200, help_text=_("Slugs of its sources."))
    files = models.JSONField(help_text=_("Name and SHA-256 of each file."))
    options = models.JSONField(default=dict)
    fingerprint = models.CharField(
        max_length=64,
        db_index=True,
        editable=False,
        help_text=_("Equal for the same files with the same options."),
    )
    state = models.CharField(max_length=8, choices=State, default=State.RUNNING)
    # (file, row) up to which everything is stored: where a run that was cut off goes on.
    file_number = models.PositiveIntegerField(default=0)
    row_number = models.PositiveBigIntegerField(default=0)
    read = models.PositiveBigIntegerField(default=0)
    stored = models.PositiveBigIntegerField(default=0)
    changed = models.PositiveBigIntegerField(default=0)
    unchanged = models.PositiveBigIntegerField(default=0)
    held = models.PositiveBigIntegerField(default=0)
    refused = models.PositiveBigIntegerField(default=0)
    ended = models.PositiveBigIntegerField(
        default=0, help_text=_("Offers that a complete listing no longer names.")
    )
    error = models.TextField(blank=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    seconds = models.FloatField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-started_at", "-id"]

    def __str__(self):
        return f"{self.command} {self.source}"


class ImportProblem(models.Model):
    """A row that was refused or held, or stored with a remark; at most 10,000 are kept of one run."""

    class Kind(models.TextChoices):
        REFUSED = "refused", _("refused")
        HELD = "held", _("held")
        REMARK = "remark", _("remark")

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="problems")
    kind = models.CharField(max_length=7, choices=Kind)
    file = models.CharField(max_length=200)
    line = models.PositiveBigIntegerField()
    reason = models.TextField()
    row = models.JSONField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"{self.file}, line {self.line}: {self.reason}"


class Question(models.Model):
    """Which title a source means: asked once for all rows that say the same, and its answer remembered.

    ``candidates`` is a list of {"title": id, "score": 0-100, "reason": words}, the likeliest first.
    """

    class Answer(models.TextChoices):
        SAME = "same", _("it is this title")
        NEW = "new", _("it is a title of its own")
        NONE = "none", _("leave it out")

    source = models.ForeignKey(Source, models.CASCADE, related_name="+")
    fingerprint = models.CharField(max_length=40, help_text=_("Of what the rows say about the title."))
    name = models.CharField(max_length=400)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    type = models.CharField(max_length=7, choices=TitleType, blank=True)
    people = models.JSONField(default=list)
    ids = models.JSONField(default=dict)
    reason = models.CharField(max_length=400)
    candidates = models.JSONField(default=list)
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=4, choices=Answer, blank=True)
    title = models.ForeignKey(Title, models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["source", "fingerprint"], name="question_once_a_source")
        ]

    def __str__(self):
        return f"{self.name} ({self.year})" if self.year else self.name


class HeldRow(models.Model):
    """A row that waits for the answer to a question; stored as soon as it is given."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="rows")
    format = models.CharField(max_length=60)
    file = models.CharField(max_length=200)
    line = models.PositiveBigIntegerField()
    row = models.JSONField()
    context = models.JSONField(default=dict, help_text=_("The day, country and provider it was read with."))
    digest = models.CharField(
        max_length=40, help_text=_("Of the row and its context: the same row waits once.")
    )
    held_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["question", "digest"], name="held_row_once")]

    def __str__(self):
        return f"{self.file}, line {self.line}"
