/*
 * A short message centre for tests: SMPP 3.4 on one port, orders as JSON over HTTP on another, both on this machine only.
 * It runs on the "smpp" package of npm, so neither its codec nor its language is that of the service.
 *
 *   npm ci && node smsc.js [smppPort httpPort]     ports of its own choice without arguments
 *
 * The first line on stdout tells the ports: {"smpp":..., "http":...}. It ends with its standard input.
 *
 *   GET  /state       counters, and how many links are bound
 *   GET  /messages    what was accepted; the last part of a long message has the whole text, too
 *   POST /settings    any of the settings below
 *   POST /deliver     {"from", "to", "text", "long": "udh8" | "udh16" | "sar" | "payload", "count"}
 *   POST /source      {"conversations": [{"from", "to", "text"}], "count", "perSecond"}: see "A source"
 *   GET  /source      how many texts of each conversation have been answered with success, and how many offers have not
 *   POST /drop        cuts every link
 *   POST /unbind      says goodbye on every link
 *   POST /reset       forgets messages and counters, and takes the settings back
 */
'use strict';

const http = require('node:http');
const smpp = require('smpp');

const DEFAULTS = {
  password: '',          // what a bind must have; empty for any
  latency: 0,            // milliseconds before an answer
  throttleEvery: 0,      // each n-th submit_sm is one too many: ESME_RTHROTTLED
  refuse: {},            // command_status by destination
  dropAfter: 0,          // the n-th submit_sm from now on gets a cut link for its answer
  silent: false,         // hears, and says nothing
  receipts: 'DELIVRD',   // the state in each receipt; empty for none
  receiptFirst: false,   // a receipt overtakes the answer
  receiptParameters: true,
  ids: 'decimal',        // or "hex", or "split": hexadecimal in the answer, decimal in the receipt's text
  answerWithin: 5000,    // milliseconds; a source offers again what has no answer then
  offerAgainAfter: 100,  // milliseconds between two offers of the same text
};
const FINAL = { DELIVRD: 2, EXPIRED: 3, DELETED: 4, UNDELIV: 5, ACCEPTD: 6, UNKNOWN: 7, REJECTD: 8 };
const OK = 0, RINVPASWD = 0x0e, RINVBNDSTS = 0x04, RTHROTTLED = 0x58;

let settings, state, messages, unfinished, source;
let lastId = 0, lastReference = 0;
const links = new Set();

function reset() {
  settings = { ...DEFAULTS };
  state = { binds: 0, unbinds: 0, submitted: 0, accepted: 0, receipts: 0, delivered: 0, undelivered: 0 };
  messages = [];
  unfinished = new Map();
  source = { answered: [], unanswered: 0 };
}
reset();

/* ---- Links ---- */

const centre = smpp.createServer(link => {
  link.mode = '';
  link.setMaxListeners(0); // Each offer on its way waits for the link's end, too.
  links.add(link);
  link.on('close', () => links.delete(link));
  link.on('error', () => link.destroy());
  for (const mode of ['bind_transceiver', 'bind_transmitter', 'bind_receiver']) {
    link.on(mode, pdu => bind(link, mode, pdu));
  }
  link.on('submit_sm', pdu => submit(link, pdu));
  link.on('enquire_link', pdu => answer(link, pdu));
  link.on('unbind', pdu => {
    state.unbinds++;
    answer(link, pdu);
    link.close();
  });
});

function bind(link, mode, pdu) {
  const refused = settings.password !== '' && settings.password !== pdu.password;
  if (!refused) {
    link.mode = mode;
    state.binds++;
  }
  answer(link, pdu, { system_id: 'peer', command_status: refused ? RINVPASWD : OK });
}

function answer(link, pdu, fields) {
  if (!settings.silent) link.send(pdu.response(fields));
}

function submit(link, pdu) {
  state.submitted++;
  if (settings.dropAfter > 0 && --settings.dropAfter === 0) {
    link.destroy();
    return;
  }
  const status = statusFor(link, pdu);
  if (settings.silent || status !== OK) {
    answer(link, pdu, { command_status: status });
    return;
  }
  accept(link, pdu);
}

function statusFor(link, pdu) {
  if (link.mode === '' || link.mode === 'bind_receiver') return RINVBNDSTS;
  if (settings.throttleEvery > 0 && state.submitted % settings.throttleEvery === 0) return RTHROTTLED;
  return settings.refuse[pdu.destination_addr] ?? OK;
}

function accept(link, pdu) {
  const number = ++lastId;
  const id = settings.ids === 'decimal' ? String(number) : number.toString(16).toUpperCase();
  state.accepted++;
  messages.push(note(pdu, id));
  const wantsReceipt = settings.receipts !== '' && (pdu.registered_delivery & 3) === 1;
  if (wantsReceipt && settings.receiptFirst) receipt(pdu, id, number);
  setTimeout(() => {
    answer(link, pdu, { message_id: id });
    if (wantsReceipt && !settings.receiptFirst) receipt(pdu, id, number);
  }, settings.latency);
}

/* ---- Texts ---- */

/** What "smpp" makes of a text: either the text, or an object with the header's elements beside it. */
function bodyOf(pdu) {
  const body = pdu.short_message?.message ? pdu.short_message : pdu.message_payload ?? pdu.short_message ?? {};
  const text = Buffer.isBuffer(body.message) ? body.message.toString('latin1') : body.message ?? '';
  return { text, place: placeIn(body.udh) ?? placeInParameters(pdu) };
}

/** The elements of a header come as one buffer each: identifier, length, data. */
function placeIn(udh) {
  for (const element of [].concat(udh ?? [])) {
    const [identifier, , ...data] = element;
    if (identifier === 0x00) return { reference: data[0], total: data[1], number: data[2] };
    if (identifier === 0x08) return { reference: data[0] << 8 | data[1], total: data[2], number: data[3] };
  }
  return undefined;
}

function placeInParameters(pdu) {
  return pdu.sar_total_segments > 1
    ? { reference: pdu.sar_msg_ref_num, total: pdu.sar_total_segments, number: pdu.sar_segment_seqnum }
    : undefined;
}

function note(pdu, id) {
  const { text, place } = bodyOf(pdu);
  const message = { id, from: pdu.source_addr, to: pdu.destination_addr, coding: pdu.data_coding, text };
  if (place) {
    const key = [message.from, message.to, place.reference, place.total].join();
    const parts = unfinished.get(key) ?? new Map();
    unfinished.set(key, parts.set(place.number, text));
    if (parts.size === place.total) {
      message.whole = [...parts].sort(([one], [other]) => one - other).map(([, part]) => part).join('');
      unfinished.delete(key);
    }
  }
  return message;
}

/* ---- What the centre sends ---- */

function receiver() {
  return [...links].find(link => link.mode === 'bind_transceiver' || link.mode === 'bind_receiver');
}

function deliver(fields, answered = () => {}) {
  const link = receiver();
  if (!link) return undefined;
  const addresses = { source_addr_ton: 1, source_addr_npi: 1, dest_addr_ton: 1, dest_addr_npi: 1 };
  link.deliver_sm({ ...addresses, ...fields }, response => {
    const taken = response.command_status === OK;
    state[taken ? 'delivered' : 'undelivered']++;
    answered(taken);
  });
  return link;
}

function receipt(pdu, id, number) {
  const at = new Date().toISOString().replace(/\D/g, '').slice(2, 12);
  const written = settings.ids === 'split' ? String(number).padStart(10, '0') : id;
  const failed = settings.receipts !== 'DELIVRD';
  const fields = {
    source_addr: pdu.destination_addr,
    destination_addr: pdu.source_addr,
    esm_class: 0x04,
    short_message: `id:${written} sub:001 dlvrd:00${failed ? 0 : 1} submit date:${at} done date:${at} `
      + `stat:${settings.receipts} err:${failed ? '011' : '000'} text:`,
  };
  if (settings.receiptParameters) {
    fields.receipted_message_id = id;
    fields.message_state = FINAL[settings.receipts];
  }
  if (deliver(fields)) state.receipts++;
}

function fieldsOf({ from, to, text }) {
  return { source_addr: from, destination_addr: to, data_coding: /^[\x20-\x5a\x61-\x7a€]*$/.test(text) ? 0 : 8 };
}

function deliverText({ from, to, text, long = 'udh8' }) {
  const fields = fieldsOf({ from, to, text });
  const size = fields.data_coding === 0 ? 150 : 66;
  if (text.length <= size) return deliver({ ...fields, short_message: text });
  if (long === 'payload') return deliver({ ...fields, message_payload: { message: text } });
  const parts = text.match(new RegExp(`[^]{1,${size}}`, 'g'));
  const reference = ++lastReference & 0xff;
  return parts.every((part, index) => deliver({ ...fields, ...partFields(long, reference, parts.length, index + 1, part) }));
}

function partFields(long, reference, total, number, message) {
  if (long === 'sar') {
    return { sar_msg_ref_num: reference, sar_total_segments: total, sar_segment_seqnum: number, short_message: message };
  }
  const udh = long === 'udh16' ? [6, 8, 4, 0, reference, total, number] : [5, 0, 3, reference, total, number];
  return { esm_class: 0x40, short_message: { udh: Buffer.from(udh), message } };
}

/* ---- A source ---- */

/**
 * All conversations together bring "perSecond" texts, "count" each, "{n}" being the place of a text from 0 on. In a
 * conversation one text follows the other: each is offered, over whichever link there is, until it is answered with success.
 * After a time without answers the source catches up.
 */
function startSource({ conversations, count, perSecond }) {
  const mine = source = { answered: conversations.map(() => 0), unanswered: 0 };
  const pace = { from: Date.now(), each: 1000 * conversations.length / perSecond };
  conversations.forEach((conversation, index) => talk(mine, index, conversation, count, pace));
  return {};
}

async function talk(mine, index, conversation, count, pace) {
  for (let n = 0; n < count; n++) {
    await pause(pace.from + n * pace.each - Date.now());
    const text = { ...conversation, text: conversation.text.replace('{n}', n) };
    while (mine === source && !await offer(text)) {
      mine.unanswered++;
      await pause(settings.offerAgainAfter);
    }
    if (mine !== source) return; // Reset, or another source has been started.
    mine.answered[index]++;
  }
}

/** Whether a short text was answered with success: not if it was refused, the link was cut, or the time was over. */
function offer({ from, to, text }) {
  return new Promise(resolve => {
    const link = deliver({ ...fieldsOf({ from, to, text }), short_message: text }, settle);
    const timer = link && setTimeout(settle, settings.answerWithin, false);
    const cut = () => settle(false);
    function settle(taken) {
      clearTimeout(timer);
      link?.off('close', cut);
      resolve(taken);
    }
    if (link) link.once('close', cut);
    else resolve(false);
  });
}

const pause = millis => new Promise(resolve => setTimeout(resolve, Math.max(0, millis)));

/* ---- Orders ---- */

const bound = () => [...links].filter(link => link.mode !== '');
const orders = {
  'GET /state': () => ({ ...state, bound: bound().length }),
  'GET /messages': () => messages,
  'POST /settings': order => Object.assign(settings, order),
  'POST /deliver': order => {
    for (let i = 0; i < (order.count ?? 1); i++) {
      if (!deliverText({ ...order, text: order.text.replace('{n}', i) })) return { sent: i };
    }
    return { sent: order.count ?? 1 };
  },
  'POST /source': order => startSource(order),
  'GET /source': () => source,
  'POST /drop': () => {
    links.forEach(link => link.destroy());
    return {};
  },
  'POST /unbind': () => {
    bound().forEach(link => link.unbind(() => link.close()));
    return {};
  },
  'POST /reset': () => {
    reset();
    return {};
  },
};

const control = http.createServer((request, response) => {
  let body = '';
  request.on('data', piece => { body += piece; });
  request.on('end', () => {
    const order = orders[`${request.method} ${request.url}`];
    let status = order ? 200 : 404;
    let result = {};
    try {
      result = order?.(body === '' ? {} : JSON.parse(body)) ?? {};
    } catch (error) {
      status = 400;
      result = { error: error.message };
    }
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(result));
  });
});

const [smppPort = 0, httpPort = 0] = process.argv.slice(2).map(Number);
process.stdin.resume().on('end', () => process.exit(0));
centre.listen(smppPort, '127.0.0.1', () => control.listen(httpPort, '127.0.0.1', () => {
  console.log(JSON.stringify({ smpp: centre.address().port, http: control.address().port }));
}));
