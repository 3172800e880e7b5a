from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "daybill.web"
    label = "web"
