import { Api, minutes } from "pulumi-apisettings";

// Tokens that move money: short-lived, and gone when they expire.
const banking = new Api("banking", {
  identifier: "https://banking.example.test/",
  name: "Banking",
  tokenLifetimeSeconds: minutes(15),
  allowOfflineAccess: false,
  sensitivity: "restricted",
  scopes: [
    { value: "read:accounts", description: "See accounts and balances" },
    { value: "create:payments", description: "Pay" },
  ],
});

// No lifetime declared: the tenant's default of 24 hours holds, and stays the tenant's business.
const todo = new Api("todo", {
  identifier: "https://todo.example.test/",
  name: "To-do lists",
  sensitivity: "internal",
});

export const bankingAudience = banking.identifier;
export const bankingLifetimeSeconds = banking.tokenLifetimeSeconds;
export const todoLifetimeSeconds = todo.tokenLifetimeSeconds;
