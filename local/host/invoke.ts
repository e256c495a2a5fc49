/** One call through the library's programming model: arguments, hooks, handler, hooks, response. As the worker's InvocationHandler. */
import { type App, describeFailure, log, type RegisteredFunction } from './app.ts';
import type { CoreContext, InvocationContext, InvocationModel, TypedData } from './core-types.ts';

export type Invocation = {
  app: App;
  registered: RegisteredFunction;
  invocationId: string;
  triggerName: string;
  input: TypedData;
  triggerMetadata: Record<string, TypedData>;
  /** A last look at the handler's result before the library turns it into a response. */
  prepare(result: unknown): unknown;
  /** What a failure, or a result that the library cannot turn into a response, becomes. */
  failed(): unknown;
};

export const invoke = async (invocation: Invocation): Promise<TypedData | null | undefined> => {
  const { app, registered, invocationId, triggerName, input, triggerMetadata } = invocation;
  const core: CoreContext = {
    invocationId,
    request: { invocationId, inputData: [{ name: triggerName, data: input }], triggerMetadata },
    metadata: registered.metadata,
    log: (level, category, message) => log(app, level, category, message),
  };
  if (!app.model) throw new Error('The app has set no programming model.');
  const model = app.model.getInvocationModel(core);
  let context: InvocationContext = { invocationId, extraOutputs: new Map() };
  try {
    const args = await model.getArguments();
    context = args.context;
    const result = await callHandler(model, core, args.inputs, context, invocation);
    return (await model.getResponse(context, invocation.prepare(result))).returnValue;
  } catch (error) {
    log(app, 'error', 'system', `${registered.metadata.name} failed (${invocationId}): ${describeFailure(error)}`);
    return (await model.getResponse(context, invocation.failed())).returnValue;
  }
};

const callHandler = async (
  model: InvocationModel,
  core: CoreContext,
  inputs: unknown[],
  context: InvocationContext,
  { app, registered }: Invocation,
) => {
  const { preInvocation, postInvocation } = app.hooks;
  const shared = { hookData: {}, appHookData: app.hookData, invocationContext: context };
  const before = { ...shared, inputs, functionCallback: registered.handler };
  core.state = 'preInvocationHooks';
  for (const hook of preInvocation) await hook(before);

  const after = { ...shared, inputs: before.inputs, result: null as unknown, error: null as unknown };
  core.state = 'invocation';
  try {
    after.result = await model.invokeFunction(context, before.inputs, before.functionCallback);
  } catch (error) {
    after.error = error ?? new Error('The handler threw nothing.');
  }
  core.state = 'postInvocationHooks';
  for (const hook of postInvocation) await hook(after);
  delete core.state;
  if (after.error) throw after.error;
  return after.result;
};
