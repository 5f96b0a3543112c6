import { Api, hours, minutes } from "pulumi-apisettings";

const banking = new Api("banking", {
  identifier: "https://banking.typescript.example.test/",
  tokenLifetimeSeconds: minutes(15),
  allowOfflineAccess: false,
});

const todo = new Api("todo", { identifier: "https://todo.typescript.example.test/" });

export const apis = [banking.id, todo.id];
export const workingDaySeconds = hours(8);
