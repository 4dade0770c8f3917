from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_link_by_mail")]

    operations = [
        migrations.AddField(model_name="forgetting", name="standing", field=models.JSONField(blank=True, null=True)),
    ]
