from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "daybill.apps.dossiers"
    label = "dossiers"
