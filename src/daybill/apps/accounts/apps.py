from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "daybill.apps.accounts"
    label = "accounts"
