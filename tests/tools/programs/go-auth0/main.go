// The vendor's Go SDK, as a program of a user has it.
package main

import (
	"context"
	"encoding/json"
	"log"
	"os"

	"github.com/auth0/go-auth0"
	"github.com/auth0/go-auth0/authentication"
	"github.com/auth0/go-auth0/authentication/oauth"
	"github.com/auth0/go-auth0/management"
)

const identifier = "https://orders.example/"

func main() {
	ctx := context.Background()
	domain, id, secret := os.Getenv("AUTH0_DOMAIN"), os.Getenv("AUTH0_CLIENT_ID"), os.Getenv("AUTH0_CLIENT_SECRET")
	api, err := management.New(domain, management.WithClientCredentials(ctx, id, secret))
	check(err)
	login, err := authentication.New(ctx, domain, authentication.WithClientID(id), authentication.WithClientSecret(secret))
	check(err)

	created := &management.ResourceServer{
		Identifier: auth0.String(identifier), Name: auth0.String("Orders"), TokenLifetime: auth0.Int(900),
	}
	check(api.ResourceServer.Create(ctx, created))
	read, err := api.ResourceServer.Read(ctx, created.GetID())
	check(err)
	updated := &management.ResourceServer{TokenLifetime: auth0.Int(600)}
	check(api.ResourceServer.Update(ctx, created.GetID(), updated))
	list, err := api.ResourceServer.List(ctx)
	check(err)
	listed := []string{}
	for _, each := range list.ResourceServers {
		listed = append(listed, each.GetIdentifier())
	}
	grant := &management.ClientGrant{ClientID: &id, Audience: auth0.String(identifier), Scope: &[]string{}}
	check(api.ClientGrant.Create(ctx, grant))
	token, err := login.OAuth.LoginWithClientCredentials(ctx, oauth.LoginWithClientCredentialsRequest{
		Audience: identifier,
	}, oauth.IDTokenValidationOptions{})
	check(err)
	check(api.ClientGrant.Delete(ctx, grant.GetID()))
	check(api.ResourceServer.Delete(ctx, created.GetID()))
	gone := 0
	if _, err := api.ResourceServer.Read(ctx, created.GetID()); err != nil {
		if failure, ok := err.(management.Error); ok {
			gone = failure.Status()
		}
	}

	check(json.NewEncoder(os.Stdout).Encode(map[string]any{
		"created": created.GetTokenLifetime(), "read": read.GetTokenLifetime(), "updated": updated.GetTokenLifetime(),
		"listed": listed, "expiresIn": token.ExpiresIn, "accessToken": token.AccessToken, "gone": gone,
	}))
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
