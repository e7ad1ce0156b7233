// What the server says about mails: see src/api/v1/mails/endpoints.hpp.

export type MailRow = {
  id: number;
  order_id: number;
  order_number: string;
  kind: string;
  // The kind of a message that Amazon itself carries.
  channel_action: string | null;
  document_id: number | null;
  is_copy: boolean;
  state: MailState;
  attempts: number;
  reply_code: number;
  problem: string;
  asked_by: string | null;
  created_at: string;
  tried_at: string | null;
  next_try_at: string | null;
  ended_at: string | null;
  recipient: string | null;
  subject: string | null;
  is_forgotten: boolean;
};

export type MailState = 'queued' | 'sending' | 'sent' | 'refused' | 'doubtful' | 'given_up';

export type MailDetails = MailRow & {
  blind_copies: string[];
  text: string | null;
  answer: string | null;
  message_id: string | null;
};

export type MailServer = {
  host: string;
  port: number;
  security: 'none' | 'starttls' | 'tls';
  user: string;
  has_password: boolean;
  sender_name: string;
  sender_address: string;
  timeout_seconds: number;
  ca_certificate: string;
};

export type MailRule = {
  view: string;
  kind: string;
  is_enabled: boolean;
  sender_name: string;
  sender_address: string;
  reply_to: string;
  copy_to: string[];
  copy_method: 'bcc' | 'separate';
  language: 'en' | 'ko';
  attaches_document: boolean;
  is_inherited: boolean;
};

export type MailSettings = {
  server: MailServer | null;
  is_fixed: boolean;
  views: { code: string; name: string }[];
  kinds: string[];
  rules: MailRule[];
  templates: { view: string; kind: string; audience: Audience }[];
};

export type Audience = 'customer' | 'guest';

export type TemplateTexts = { subject: string; text: string; html: string };

export type Template = TemplateTexts & {
  is_builtin: boolean;
  is_own: boolean;
  language: string;
  variables: { name: string; within: string | null; is_section: boolean }[];
};
