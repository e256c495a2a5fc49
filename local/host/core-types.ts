/** The part of `@azure/functions-core` that the library uses. The package is not on npm: the real worker supplies it, and so do we. */

export type LogLevel = 'trace' | 'debug' | 'information' | 'warning' | 'error' | 'critical' | 'none';
export type LogCategory = 'user' | 'system' | 'customMetric';
export type TypedData = { string?: string; json?: string; bytes?: Uint8Array; http?: HttpData };
type Nullable<T> = { value: T };

export type Cookie = {
  name: string;
  value: string;
  domain?: Nullable<string>;
  path?: Nullable<string>;
  expires?: Nullable<{ seconds: number }>;
  maxAge?: Nullable<number>;
  sameSite?: string;
  secure?: Nullable<boolean>;
  httpOnly?: Nullable<boolean>;
};

export type HttpData = {
  method?: string;
  url?: string;
  headers?: Record<string, string>;
  params?: Record<string, string>;
  body?: TypedData | null;
  statusCode?: string;
  cookies?: Cookie[];
};

export type Binding = { type?: string; direction?: string; route?: string; methods?: string[] };
export type FunctionMetadata = { name: string; bindings: Record<string, Binding> };
export type Handler = (...args: unknown[]) => unknown;
export type HookCallback = (context: Record<string, unknown>) => unknown;
export type InvocationContext = { invocationId: string; extraOutputs: Map<string, unknown> };

export type CoreContext = {
  invocationId: string;
  request: { invocationId: string; inputData: { name: string; data: TypedData }[]; triggerMetadata: Record<string, TypedData> };
  metadata: FunctionMetadata;
  state?: 'preInvocationHooks' | 'invocation' | 'postInvocationHooks';
  log(level: LogLevel, category: LogCategory, message: string): void;
};

export type InvocationModel = {
  getArguments(): Promise<{ context: InvocationContext; inputs: unknown[] }>;
  invokeFunction(context: InvocationContext, inputs: unknown[], handler: Handler): Promise<unknown>;
  getResponse(context: InvocationContext, result: unknown): Promise<{ returnValue?: TypedData | null }>;
};

export type ProgrammingModel = {
  getInvocationModel(context: CoreContext): InvocationModel;
  getCapabilities?(capabilities: Record<string, string>): Promise<Record<string, string>>;
};
