"""The vendor's Python SDK, as a program of a user has it."""

import json
import os

from auth0.authentication import GetToken
from auth0.management import ManagementClient
from auth0.management.core.api_error import ApiError

domain = os.environ["AUTH0_DOMAIN"]
client_id = os.environ["AUTH0_CLIENT_ID"]
client_secret = os.environ["AUTH0_CLIENT_SECRET"]
identifier = "https://orders.example/"

management = ManagementClient(domain=domain, client_id=client_id, client_secret=client_secret)
apis = management.resource_servers
created = apis.create(identifier=identifier, name="Orders", token_lifetime=900)
read = apis.get(created.id)
updated = apis.update(created.id, token_lifetime=600)
listed = [api.identifier for api in apis.list()]
grant = management.client_grants.create(client_id=client_id, audience=identifier, scope=[])
token = GetToken(domain, client_id, client_secret=client_secret).client_credentials(identifier)
management.client_grants.delete(grant.id)
apis.delete(created.id)
try:
    gone = apis.get(created.id).id
except ApiError as error:
    gone = error.status_code

print(
    json.dumps(
        {
            "created": created.token_lifetime,
            "read": read.token_lifetime,
            "updated": updated.token_lifetime,
            "listed": listed,
            "expiresIn": token["expires_in"],
            "accessToken": token["access_token"],
            "gone": gone,
        }
    )
)
