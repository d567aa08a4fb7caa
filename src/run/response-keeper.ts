// Hot path while responses are kept: it copies every body, and a run that keeps none doesn't come here.
import type { ConnectionListener } from '../http/connection.ts';
import type { Exchange, ResponseSink } from '../http/exchange.ts';
import type { PreparedRequest } from '../http/prepare.ts';
import type { ExecutorContext } from './executor.ts';
import {
  BatchWriter,
  type KeepSettings,
  type Receipt,
  type ResponseBatch,
  type SentRequest,
} from './response-batch.ts';
import type { Timers } from './timers.ts';

const batchBytes = 256 * 1024;
const batchResponses = 1000;
const batchEveryMs = 50;

/**
 * Copies the bodies of one worker's measured requests and sends them on in batches. It never holds more than its
 * window: what doesn't fit is dropped and counted, so that a slow receiver can't slow the load.
 */
export class ResponseKeeper {
  readonly #settings: KeepSettings;
  readonly #urlOf: (request: PreparedRequest) => string;
  readonly #timers: Timers;
  readonly #send: (batch: ResponseBatch, dropped: number) => void;
  readonly #batch = new BatchWriter();
  readonly #spare: KeptBody[] = [];
  #isOpenModel = false;
  #startAt = NaN;
  #measureFrom = Infinity;
  #begun = 0;
  #dropped = 0;
  /** Held: in bodies that still come, in the batch, and sent but not yet dealt with. */
  #heldBytes = 0;
  #heldResponses = 0;
  /** Numbers from here on are of no use to the receiver. */
  #below = Infinity;
  #sent: PreparedRequest | null = null;
  #sentRequest: SentRequest = { method: '', url: '' };
  #cancelFlush: (() => void) | null = null;

  constructor(
    settings: KeepSettings,
    urlOf: (request: PreparedRequest) => string,
    timers: Timers,
    send: (batch: ResponseBatch, dropped: number) => void,
  ) {
    this.#settings = settings;
    this.#urlOf = urlOf;
    this.#timers = timers;
    this.#send = send;
  }

  /** Instants of the clock that exchanges are stamped with. */
  start(startAt: number, measureFrom: number, isOpenModel: boolean): void {
    this.#startAt = startAt;
    this.#measureFrom = measureFrom;
    this.#isOpenModel = isOpenModel;
  }

  /** The exchange is about to be sent. */
  begin(exchange: Exchange): void {
    const { mostResponses, windowBytes, windowResponses } = this.#settings;
    const startedAt = this.#isOpenModel ? exchange.plannedAt : exchange.dispatchedAt;
    if (startedAt < this.#measureFrom) return;
    if (this.#begun >= mostResponses || exchange.number + 1 >= this.#below) return;
    this.#begun++;
    if (this.#heldBytes >= windowBytes || this.#heldResponses >= windowResponses) {
      this.#dropped++;
      this.#flushSoon();
      return;
    }
    this.#heldResponses++;
    exchange.sink = this.#spare.pop() ?? new KeptBody(this);
  }

  /** The exchange has ended; it may be reused right after. */
  end(exchange: Exchange): void {
    const { sink } = exchange;
    if (!(sink instanceof KeptBody)) return;
    exchange.sink = null;
    if (sink.isDropped) this.#drop();
    else this.#add(exchange, sink);
    sink.reset();
    this.#spare.push(sink);
    if (this.#batch.bodyBytes >= batchBytes || this.#batch.count >= batchResponses) this.flush();
    else this.#flushSoon();
  }

  /** How many of the next bytes of a body may be kept; -1 when they don't fit and all of it must go. */
  takeRoom(keptBytes: number, bytes: number): number {
    const { maxBodyBytes, windowBytes } = this.#settings;
    const room = Math.min(bytes, maxBodyBytes - keptBytes);
    if (this.#heldBytes + room > windowBytes) {
      this.#heldBytes -= keptBytes;
      return -1;
    }
    this.#heldBytes += room;
    return room;
  }

  onDelivered({ responses, bytes, below }: Receipt): void {
    this.#heldResponses -= responses;
    this.#heldBytes -= bytes;
    this.#below = Math.min(this.#below, below);
  }

  /** Sends what has gathered, and how many were dropped since the last time. */
  flush(): void {
    this.#cancelFlush?.();
    this.#cancelFlush = null;
    if (this.#batch.count === 0 && this.#dropped === 0) return;
    this.#send(this.#batch.take(), this.#dropped);
    this.#dropped = 0;
  }

  #add(exchange: Exchange, body: KeptBody): void {
    const { number, status, reason, detail, plannedAt, dispatchedAt, writtenAt, endedAt } = exchange;
    this.#batch.add(
      {
        number: number + 1,
        status,
        reason,
        detail,
        bodyBytes: body.receivedBytes,
        startedAtMs: dispatchedAt - this.#startAt,
        serviceTimeMs: endedAt - writtenAt,
        responseTimeMs: endedAt - plannedAt,
      },
      this.#requestOf(exchange),
      body.pieces,
      body.keptBytes,
    );
  }

  #drop(): void {
    this.#heldResponses--;
    this.#dropped++;
  }

  #requestOf({ request }: Exchange): SentRequest {
    if (request !== null && request !== this.#sent) {
      this.#sent = request;
      this.#sentRequest = { method: request.spec.method, url: this.#urlOf(request) };
    }
    return this.#sentRequest;
  }

  #flushSoon(): void {
    this.#cancelFlush ??= this.#timers.after(batchEveryMs, () => this.flush());
  }
}

/** One body while it comes. */
class KeptBody implements ResponseSink {
  readonly wantsHead = 'never';
  pieces: Uint8Array[] = [];
  keptBytes: number = 0;
  receivedBytes: number = 0;
  isDropped: boolean = false;
  readonly #keeper: ResponseKeeper;

  constructor(keeper: ResponseKeeper) {
    this.#keeper = keeper;
  }

  reset(): void {
    this.pieces = [];
    this.keptBytes = 0;
    this.receivedBytes = 0;
    this.isDropped = false;
  }

  onHead(): void {}

  onBody(buffer: Buffer, start: number, end: number): void {
    this.receivedBytes += end - start;
    if (this.isDropped) return;
    const room = this.#keeper.takeRoom(this.keptBytes, end - start);
    if (room < 0) {
      this.isDropped = true;
      this.pieces = [];
    } else if (room > 0) {
      this.pieces.push(Buffer.from(buffer.subarray(start, start + room)));
      this.keptBytes += room;
    }
  }
}

/** The same loop to be; the keeper hears of every request before it is sent, and of every end before the loop. */
export function keeping(context: ExecutorContext, keeper: ResponseKeeper): ExecutorContext {
  const { engine, requests } = context;
  return {
    ...context,
    engine: {
      connect: (listener) => engine.connect(keepingListener(listener, keeper)),
      close: () => engine.close(),
    },
    requests: {
      next: (exchange) => {
        const request = requests.next(exchange);
        keeper.begin(exchange);
        return request;
      },
    },
  };
}

function keepingListener(listener: ConnectionListener, keeper: ResponseKeeper): ConnectionListener {
  return {
    onEnd: (exchange, connection) => {
      keeper.end(exchange);
      listener.onEnd(exchange, connection);
    },
    onReady: (connection) => listener.onReady(connection),
    onOpen: (connectMs, tlsMs) => listener.onOpen(connectMs, tlsMs),
    onOpenFailed: (reason, detail) => listener.onOpenFailed(reason, detail),
    onClose: (fault, detail) => listener.onClose(fault, detail),
  };
}
