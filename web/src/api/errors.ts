// What a call can come back with, besides its answer.

export type ErrorBody = {
  code: string;
  message: string;
  field?: string;
  parameters?: Record<string, string> | string[];
  params?: Record<string, string>;
  request_id?: string;
  [more: string]: unknown;
};

// The server understood and refused, or failed.
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly field: string | undefined;
  readonly body: ErrorBody;

  constructor(status: number, body: ErrorBody) {
    super(fillIn(body.message, body.parameters));
    this.name = 'ApiError';
    this.status = status;
    this.code = body.code;
    this.field = body.field;
    this.body = body;
  }

  // The server's word for why a rule refused.
  get reason(): string | undefined {
    return this.body.params?.reason;
  }
}

// No answer came: the network, or a server that is not there. Nobody knows whether a change was
// made, so it may only be repeated under the same idempotency key.
export class NoAnswerError extends Error {
  constructor() {
    super('No answer from the server.');
    this.name = 'NoAnswerError';
  }
}

// "%name" and "%1" are filled in by whoever shows the message (Magento's manner).
export function fillIn(message: string, parameters: ErrorBody['parameters']): string {
  if (parameters === undefined) {
    return message;
  }
  return message.replace(/%([A-Za-z_]\w*|\d+)/g, (whole, name: string) => {
    const value = Array.isArray(parameters) ? parameters[Number(name) - 1] : parameters[name];
    return value ?? whole;
  });
}
