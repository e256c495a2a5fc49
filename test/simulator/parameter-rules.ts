import { type ChatBody, type ErrorReply, errorReply } from './request.ts';
import { schemaProblem } from './schema-rules.ts';

/** Sampling settings that reasoning models refuse, whatever their value. */
const refusedWithReasoning = ['top_p', 'presence_penalty', 'frequency_penalty', 'logprobs', 'top_logprobs', 'logit_bias'];

/** What the real service would refuse about the parameters. */
export function parameterProblem(body: ChatBody, model: string): ErrorReply | undefined {
  if (model === '') return errorReply(400, null, 'you must provide a model parameter', 'model');
  if (/^(gpt-[5-9]|o\d)/.test(model)) {
    if (body.temperature != null && body.temperature !== 1) {
      const only = 'Only the default (1) value is supported.';
      const message = `Unsupported value: 'temperature' does not support ${body.temperature} with this model. ${only}`;
      return errorReply(400, 'unsupported_value', message, 'temperature');
    }
    if (body.max_tokens != null) return unsupported('max_tokens', "Use 'max_completion_tokens' instead.");
    const refused = refusedWithReasoning.find((name) => body[name] != null);
    if (refused !== undefined) return unsupported(refused, '');
  }
  const format = body.response_format;
  if (format?.type !== 'json_schema') return undefined;
  if (!format.json_schema) return errorReply(400, null, "Missing 'response_format.json_schema'.", 'response_format.json_schema');
  const { name, schema, strict } = format.json_schema;
  const problem = strict ? schemaProblem(schema) : undefined;
  if (problem === undefined) return undefined;
  return errorReply(400, 'invalid_json_schema', `Invalid schema for response_format '${name}': ${problem}`, 'response_format');
}

const unsupported = (parameter: string, advice: string): ErrorReply =>
  errorReply(
    400,
    'unsupported_parameter',
    `Unsupported parameter: '${parameter}' is not supported with this model. ${advice}`,
    parameter,
  );
