import { Api, getApiOutput, minutes } from "pulumi-apisettings/plugin";

// Tokens that move money: short-lived, and gone when they expire.
const banking = new Api("banking", {
  identifier: "https://banking.example.test/",
  name: "Banking",
  tokenLifetimeSeconds: minutes(15),
  allowOfflineAccess: false,
  sensitivity: "restricted",
});

// No lifetime declared: the tenant's default of 24 hours holds, and stays the tenant's business.
const todo = new Api("todo", {
  identifier: "https://todo.example.test/",
  name: "To-do lists",
  sensitivity: "internal",
});

// A look-up asks the tenant, and also finds APIs that this program does not manage.
export const bankingLifetimeSeconds = getApiOutput({ apiId: banking.id }).tokenLifetimeSeconds;
export const todoLifetimeSeconds = todo.tokenLifetimeSeconds;
