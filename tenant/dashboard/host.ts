/** What the dashboard's routes work with. */
import type { TenantControls } from "../admin/controls";
import type { FormToken } from "./form-token";
import type { Shelf } from "./issue/shelf";

/** What the tenant gives the dashboard. */
export interface DashboardHost {
  readonly controls: TenantControls;
  /** Asks the tenant itself, over its own endpoints: faults meet such a request as they meet a client's. */
  send(request: Request): Promise<Response>;
}

/** The same with what the dashboard keeps for itself. */
export interface Dashboard extends DashboardHost {
  readonly formToken: FormToken;
  readonly shelf: Shelf;
}
