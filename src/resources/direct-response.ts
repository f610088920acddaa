import { Buffer } from 'node:buffer';
import { Field } from '../model/field';
import { defined, given, type JsonObject } from '../model/json';
import { requireInteger } from '../model/require';

/** What a response says. */
export class ResponseBody {
  /** A text. */
  public static text(text: string): ResponseBody {
    requireSize(Buffer.byteLength(text), new Field('ResponseBody.text').at('text'));
    return new ResponseBody({ string: text });
  }

  /** Any bytes, in base64. */
  public static base64(bytes: string): ResponseBody {
    const field = new Field('ResponseBody.base64').at('bytes');
    if (!/^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(bytes)) { throw field.error(bytes, 'bytes in base64'); }
    requireSize(Buffer.from(bytes, 'base64').length, field);
    return new ResponseBody({ bytes });
  }

  private constructor(private readonly json: JsonObject) {}

  /** @internal */
  public _render(): JsonObject {
    return { ...this.json };
  }
}

/**
 * The response that a proxy gives itself, without forwarding the request.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPDirectResponse
 */
export interface DirectResponse {
  /** The HTTP status, from 200 to 599. */
  readonly status: number;

  /**
   * What the response says.
   *
   * @default - nothing
   */
  readonly body?: ResponseBody;
}

/** The `directResponse` of a route. */
export function renderDirectResponse(response: DirectResponse, field: Field): JsonObject {
  return defined({
    status: requireInteger(response.status, field.at('status'), 200, 599),
    body: given(response.body, (body) => body._render()),
  });
}

function requireSize(bytes: number, field: Field): void {
  if (bytes > 1024 * 1024) { throw field.problem(`${field.path} has ${bytes} bytes; it must have at most 1048576`); }
}
