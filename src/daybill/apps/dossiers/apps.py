from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "daybill.apps.dossiers"
    label = "dossiers"

    def ready(self) -> None:
        from . import handlers  # noqa: F401, PLC0415 (connects the signals; models are not ready before)
