import { Done, WorkspaceParams } from '#contracts/common.ts';
import {
  AlertDeliveryList,
  AlertParams,
  DeliveryParams,
  LogAlert,
  LogAlertCreate,
  LogAlertList,
  LogAlertMade,
  LogAlertPatch,
  LogStream,
  LogStreamCreate,
  LogStreamList,
  LogStreamMade,
  LogStreamPatch,
  StreamParams,
} from '#contracts/log-watch.ts';
import { requireVersion } from '#server/http/if-match.ts';
import { removal } from '#server/http/removal.ts';
import { defineRoute, inWorkspace, inWorkspaceAnew, json } from '#server/http/route.ts';
import { changeLogAlert, listLogAlerts, makeLogAlert, removeLogAlert } from './manage-alerts.ts';
import { listAlertDeliveries, retryDelivery } from './manage-deliveries.ts';
import { changeLogStream, listLogStreams, makeLogStream, removeLogStream } from './manage-streams.ts';

const BASE = '/api/v1/workspaces/:workspaceId';
const look = inWorkspace('workspace.secure');
const secure = inWorkspaceAnew('workspace.secure');

const alerts = defineRoute({
  method: 'GET',
  url: `${BASE}/log-alerts`,
  summary: 'The rules that watch the audit log.',
  access: look,
  input: { params: WorkspaceParams },
  reply: json(LogAlertList),
  rate: 'read',
  discloses: [],
  handle: ({ caller }) => listLogAlerts(caller),
});

const makeAlert = defineRoute({
  method: 'POST',
  url: `${BASE}/log-alerts`,
  summary: 'Makes an alert; the secret of its webhook is in this reply and in no other.',
  access: secure,
  input: { params: WorkspaceParams, body: LogAlertCreate },
  reply: json(LogAlertMade, 201),
  rate: 'sensitive',
  discloses: ['webhook.secret'],
  unkept: true,
  handle: ({ caller, body }) => makeLogAlert(caller, body),
});

const changeAlert = defineRoute({
  method: 'PATCH',
  url: `${BASE}/log-alerts/:alertId`,
  summary: 'Changes an alert, or switches it off and on.',
  access: secure,
  input: { params: AlertParams, body: LogAlertPatch },
  reply: json(LogAlert),
  rate: 'sensitive',
  discloses: [],
  reads: ['if-match'],
  handle: ({ caller, params: { alertId }, body, ifMatch }) =>
    changeLogAlert(caller, { alertId, ...body, ifMatch: requireVersion(ifMatch) }),
});

const removeAlert = removal({
  url: `${BASE}/log-alerts/:alertId`,
  summary: 'Removes an alert, and what it still owes.',
  access: secure,
  params: AlertParams,
  rate: 'sensitive',
  remove: removeLogAlert,
});

const deliveries = defineRoute({
  method: 'GET',
  url: `${BASE}/alert-deliveries`,
  summary: 'The newest messages of alerts, and what became of each.',
  access: look,
  input: { params: WorkspaceParams },
  reply: json(AlertDeliveryList),
  rate: 'read',
  discloses: ['actor'],
  handle: ({ caller }) => listAlertDeliveries(caller),
});

const retry = defineRoute({
  method: 'POST',
  url: `${BASE}/alert-deliveries/:deliveryId/tries`,
  summary: 'Tries a message of an alert again at once.',
  access: secure,
  input: { params: DeliveryParams },
  reply: json(Done),
  rate: 'sensitive',
  discloses: [],
  handle: ({ caller, params: { deliveryId } }) => retryDelivery(caller, { deliveryId }),
});

const streams = defineRoute({
  method: 'GET',
  url: `${BASE}/log-streams`,
  summary: 'Where the audit log is streamed to, and how far it has come.',
  access: look,
  input: { params: WorkspaceParams },
  reply: json(LogStreamList),
  rate: 'read',
  discloses: [],
  handle: ({ caller }) => listLogStreams(caller),
});

const makeStream = defineRoute({
  method: 'POST',
  url: `${BASE}/log-streams`,
  summary: 'Streams the audit log to a system of yours.',
  access: secure,
  input: { params: WorkspaceParams, body: LogStreamCreate },
  reply: json(LogStreamMade, 201),
  rate: 'sensitive',
  discloses: ['webhook.secret'],
  unkept: true,
  handle: ({ caller, body }) => makeLogStream(caller, body),
});

const changeStream = defineRoute({
  method: 'PATCH',
  url: `${BASE}/log-streams/:streamId`,
  summary: 'Stops a stream, or lets it go on where it stopped.',
  access: secure,
  input: { params: StreamParams, body: LogStreamPatch },
  reply: json(LogStream),
  rate: 'sensitive',
  discloses: [],
  reads: ['if-match'],
  handle: ({ caller, params: { streamId }, body, ifMatch }) =>
    changeLogStream(caller, { streamId, ...body, ifMatch: requireVersion(ifMatch) }),
});

const removeStream = removal({
  url: `${BASE}/log-streams/:streamId`,
  summary: 'Ends a stream.',
  access: secure,
  params: StreamParams,
  rate: 'sensitive',
  remove: removeLogStream,
});

export const logWatchRoutes = [
  alerts,
  makeAlert,
  changeAlert,
  removeAlert,
  deliveries,
  retry,
  streams,
  makeStream,
  changeStream,
  removeStream,
];
