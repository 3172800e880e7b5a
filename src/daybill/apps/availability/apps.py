from django.apps import AppConfig


class AvailabilityConfig(AppConfig):
    name = "daybill.apps.availability"
    label = "availability"
