/** What a user may do at an API by role-based access control. */
import type { TenantContext } from "./context";

export function permissionsOf(_context: TenantContext, _userId: string, _apiIdentifier: string): string[] {
  return [];
}
