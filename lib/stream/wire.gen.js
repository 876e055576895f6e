// Generated from proto/ by scripts/gen-proto. Do not edit.
/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

const $root = $protobuf.roots["runqscope"] || ($protobuf.roots["runqscope"] = {});

export const runqscope = $root.runqscope = (() => {

    const runqscope = {};

    runqscope.stream = (function() {

        const stream = {};

        stream.v1 = (function() {

            const v1 = {};

            v1.ServerMessage = (function() {

                const ServerMessage = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                ServerMessage.prototype.hello = null;
                ServerMessage.prototype.snapshot = null;
                ServerMessage.prototype.aggregate = null;
                ServerMessage.prototype.transitions = null;
                ServerMessage.prototype.sites = null;
                ServerMessage.prototype.gap = null;
                ServerMessage.prototype.client_loss = null;
                ServerMessage.prototype.subscription = null;
                ServerMessage.prototype.end = null;
                ServerMessage.prototype.answer = null;
                ServerMessage.prototype.packed = null;
                ServerMessage.prototype.triggered = null;
                ServerMessage.prototype.flight = null;

                let $oneOfFields;

                $Object.defineProperty(ServerMessage.prototype, "message", {
                    get: $util.oneOfGetter($oneOfFields = ["hello", "snapshot", "aggregate", "transitions", "sites", "gap", "client_loss", "subscription", "end", "answer", "packed", "triggered", "flight"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                ServerMessage.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.hello != null && $Object.hasOwnProperty.call(message, "hello"))
                        $root.runqscope.stream.v1.Hello.encode(message.hello, writer.uint32(10).fork(), _depth + 1).ldelim();
                    if (message.snapshot != null && $Object.hasOwnProperty.call(message, "snapshot"))
                        $root.runqscope.stream.v1.Snapshot.encode(message.snapshot, writer.uint32(18).fork(), _depth + 1).ldelim();
                    if (message.aggregate != null && $Object.hasOwnProperty.call(message, "aggregate"))
                        $root.runqscope.stream.v1.Aggregate.encode(message.aggregate, writer.uint32(26).fork(), _depth + 1).ldelim();
                    if (message.transitions != null && $Object.hasOwnProperty.call(message, "transitions"))
                        $root.runqscope.stream.v1.Transitions.encode(message.transitions, writer.uint32(34).fork(), _depth + 1).ldelim();
                    if (message.sites != null && $Object.hasOwnProperty.call(message, "sites"))
                        $root.runqscope.stream.v1.Sites.encode(message.sites, writer.uint32(42).fork(), _depth + 1).ldelim();
                    if (message.gap != null && $Object.hasOwnProperty.call(message, "gap"))
                        $root.runqscope.stream.v1.Gap.encode(message.gap, writer.uint32(50).fork(), _depth + 1).ldelim();
                    if (message.client_loss != null && $Object.hasOwnProperty.call(message, "client_loss"))
                        $root.runqscope.stream.v1.ClientLoss.encode(message.client_loss, writer.uint32(58).fork(), _depth + 1).ldelim();
                    if (message.subscription != null && $Object.hasOwnProperty.call(message, "subscription"))
                        $root.runqscope.stream.v1.Subscription.encode(message.subscription, writer.uint32(66).fork(), _depth + 1).ldelim();
                    if (message.end != null && $Object.hasOwnProperty.call(message, "end"))
                        $root.runqscope.stream.v1.End.encode(message.end, writer.uint32(74).fork(), _depth + 1).ldelim();
                    if (message.answer != null && $Object.hasOwnProperty.call(message, "answer"))
                        $root.runqscope.stream.v1.Answer.encode(message.answer, writer.uint32(82).fork(), _depth + 1).ldelim();
                    if (message.packed != null && $Object.hasOwnProperty.call(message, "packed"))
                        $root.runqscope.stream.v1.PackedTransitions.encode(message.packed, writer.uint32(90).fork(), _depth + 1).ldelim();
                    if (message.triggered != null && $Object.hasOwnProperty.call(message, "triggered"))
                        $root.runqscope.stream.v1.Triggered.encode(message.triggered, writer.uint32(98).fork(), _depth + 1).ldelim();
                    if (message.flight != null && $Object.hasOwnProperty.call(message, "flight"))
                        $root.runqscope.stream.v1.Flight.encode(message.flight, writer.uint32(106).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                ServerMessage.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.ServerMessage();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.hello = $root.runqscope.stream.v1.Hello.decode(reader, reader.size(), $undefined, _depth + 1, message.hello);
                                message.message = "hello";
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.snapshot = $root.runqscope.stream.v1.Snapshot.decode(reader, reader.size(), $undefined, _depth + 1, message.snapshot);
                                message.message = "snapshot";
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.aggregate = $root.runqscope.stream.v1.Aggregate.decode(reader, reader.size(), $undefined, _depth + 1, message.aggregate);
                                message.message = "aggregate";
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                message.transitions = $root.runqscope.stream.v1.Transitions.decode(reader, reader.size(), $undefined, _depth + 1, message.transitions);
                                message.message = "transitions";
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                message.sites = $root.runqscope.stream.v1.Sites.decode(reader, reader.size(), $undefined, _depth + 1, message.sites);
                                message.message = "sites";
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                message.gap = $root.runqscope.stream.v1.Gap.decode(reader, reader.size(), $undefined, _depth + 1, message.gap);
                                message.message = "gap";
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                message.client_loss = $root.runqscope.stream.v1.ClientLoss.decode(reader, reader.size(), $undefined, _depth + 1, message.client_loss);
                                message.message = "client_loss";
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                message.subscription = $root.runqscope.stream.v1.Subscription.decode(reader, reader.size(), $undefined, _depth + 1, message.subscription);
                                message.message = "subscription";
                                continue;
                            }
                        case 9: {
                                if (wireType !== 2)
                                    break;
                                message.end = $root.runqscope.stream.v1.End.decode(reader, reader.size(), $undefined, _depth + 1, message.end);
                                message.message = "end";
                                continue;
                            }
                        case 10: {
                                if (wireType !== 2)
                                    break;
                                message.answer = $root.runqscope.stream.v1.Answer.decode(reader, reader.size(), $undefined, _depth + 1, message.answer);
                                message.message = "answer";
                                continue;
                            }
                        case 11: {
                                if (wireType !== 2)
                                    break;
                                message.packed = $root.runqscope.stream.v1.PackedTransitions.decode(reader, reader.size(), $undefined, _depth + 1, message.packed);
                                message.message = "packed";
                                continue;
                            }
                        case 12: {
                                if (wireType !== 2)
                                    break;
                                message.triggered = $root.runqscope.stream.v1.Triggered.decode(reader, reader.size(), $undefined, _depth + 1, message.triggered);
                                message.message = "triggered";
                                continue;
                            }
                        case 13: {
                                if (wireType !== 2)
                                    break;
                                message.flight = $root.runqscope.stream.v1.Flight.decode(reader, reader.size(), $undefined, _depth + 1, message.flight);
                                message.message = "flight";
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return ServerMessage;
            })();

            v1.ClientMessage = (function() {

                const ClientMessage = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                ClientMessage.prototype.subscribe = null;
                ClientMessage.prototype.unsubscribe = null;
                ClientMessage.prototype.query = null;
                ClientMessage.prototype.trigger = null;

                let $oneOfFields;

                $Object.defineProperty(ClientMessage.prototype, "message", {
                    get: $util.oneOfGetter($oneOfFields = ["subscribe", "unsubscribe", "query", "trigger"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                ClientMessage.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.subscribe != null && $Object.hasOwnProperty.call(message, "subscribe"))
                        $root.runqscope.stream.v1.Subscribe.encode(message.subscribe, writer.uint32(10).fork(), _depth + 1).ldelim();
                    if (message.unsubscribe != null && $Object.hasOwnProperty.call(message, "unsubscribe"))
                        $root.runqscope.stream.v1.Unsubscribe.encode(message.unsubscribe, writer.uint32(18).fork(), _depth + 1).ldelim();
                    if (message.query != null && $Object.hasOwnProperty.call(message, "query"))
                        $root.runqscope.stream.v1.Query.encode(message.query, writer.uint32(26).fork(), _depth + 1).ldelim();
                    if (message.trigger != null && $Object.hasOwnProperty.call(message, "trigger"))
                        $root.runqscope.stream.v1.Trigger.encode(message.trigger, writer.uint32(34).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                ClientMessage.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.ClientMessage();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.subscribe = $root.runqscope.stream.v1.Subscribe.decode(reader, reader.size(), $undefined, _depth + 1, message.subscribe);
                                message.message = "subscribe";
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.unsubscribe = $root.runqscope.stream.v1.Unsubscribe.decode(reader, reader.size(), $undefined, _depth + 1, message.unsubscribe);
                                message.message = "unsubscribe";
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.query = $root.runqscope.stream.v1.Query.decode(reader, reader.size(), $undefined, _depth + 1, message.query);
                                message.message = "query";
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                message.trigger = $root.runqscope.stream.v1.Trigger.decode(reader, reader.size(), $undefined, _depth + 1, message.trigger);
                                message.message = "trigger";
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return ClientMessage;
            })();

            v1.Subscribe = (function() {

                const Subscribe = function (properties) {
                    this.goids = [];
                    this.sites = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                Subscribe.prototype.all = false;
                Subscribe.prototype.goids = $util.emptyArray;
                Subscribe.prototype.sites = $util.emptyArray;
                Subscribe.prototype.snapshot = false;
                Subscribe.prototype.packed = false;
                Subscribe.prototype.long_values = false;

                Subscribe.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.all != null && $Object.hasOwnProperty.call(message, "all") && message.all !== false)
                        writer.uint32(8).bool(message.all);
                    if (message.goids != null && message.goids.length)
                        writer.uint32(18).doubles(message.goids);
                    if (message.sites != null && message.sites.length)
                        writer.uint32(26).uint32s(message.sites);
                    if (message.snapshot != null && $Object.hasOwnProperty.call(message, "snapshot") && message.snapshot !== false)
                        writer.uint32(32).bool(message.snapshot);
                    if (message.packed != null && $Object.hasOwnProperty.call(message, "packed") && message.packed !== false)
                        writer.uint32(40).bool(message.packed);
                    if (message.long_values != null && $Object.hasOwnProperty.call(message, "long_values") && message.long_values !== false)
                        writer.uint32(48).bool(message.long_values);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                Subscribe.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.Subscribe();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.all = value;
                                else
                                    delete message.all;
                                continue;
                            }
                        case 2: {
                                if (wireType === 2) {
                                    if (!(message.goids && message.goids.length))
                                        message.goids = [];
                                    reader.doubles(message.goids);
                                    continue;
                                }
                                if (wireType !== 1)
                                    break;
                                if (!(message.goids && message.goids.length))
                                    message.goids = [];
                                message.goids.push(reader.double());
                                continue;
                            }
                        case 3: {
                                if (wireType === 2) {
                                    if (!(message.sites && message.sites.length))
                                        message.sites = [];
                                    reader.uint32s(message.sites);
                                    continue;
                                }
                                if (wireType !== 0)
                                    break;
                                if (!(message.sites && message.sites.length))
                                    message.sites = [];
                                message.sites.push(reader.uint32());
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.snapshot = value;
                                else
                                    delete message.snapshot;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.packed = value;
                                else
                                    delete message.packed;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.long_values = value;
                                else
                                    delete message.long_values;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Subscribe;
            })();

            v1.Unsubscribe = (function() {

                const Unsubscribe = function (properties) {
                    this.goids = [];
                    this.sites = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                Unsubscribe.prototype.all = false;
                Unsubscribe.prototype.goids = $util.emptyArray;
                Unsubscribe.prototype.sites = $util.emptyArray;

                Unsubscribe.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.all != null && $Object.hasOwnProperty.call(message, "all") && message.all !== false)
                        writer.uint32(8).bool(message.all);
                    if (message.goids != null && message.goids.length)
                        writer.uint32(18).doubles(message.goids);
                    if (message.sites != null && message.sites.length)
                        writer.uint32(26).uint32s(message.sites);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                Unsubscribe.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.Unsubscribe();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.all = value;
                                else
                                    delete message.all;
                                continue;
                            }
                        case 2: {
                                if (wireType === 2) {
                                    if (!(message.goids && message.goids.length))
                                        message.goids = [];
                                    reader.doubles(message.goids);
                                    continue;
                                }
                                if (wireType !== 1)
                                    break;
                                if (!(message.goids && message.goids.length))
                                    message.goids = [];
                                message.goids.push(reader.double());
                                continue;
                            }
                        case 3: {
                                if (wireType === 2) {
                                    if (!(message.sites && message.sites.length))
                                        message.sites = [];
                                    reader.uint32s(message.sites);
                                    continue;
                                }
                                if (wireType !== 0)
                                    break;
                                if (!(message.sites && message.sites.length))
                                    message.sites = [];
                                message.sites.push(reader.uint32());
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Unsubscribe;
            })();

            v1.Trigger = (function() {

                const Trigger = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                Trigger.prototype.id = 0;
                Trigger.prototype.reason = "";

                Trigger.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== 0)
                        writer.uint32(8).uint32(message.id);
                    if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                        writer.uint32(18).string(message.reason);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                Trigger.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.Trigger();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.id = value;
                                else
                                    delete message.id;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.reason = value;
                                else
                                    delete message.reason;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Trigger;
            })();

            v1.Triggered = (function() {

                const Triggered = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                Triggered.prototype.id = 0;
                Triggered.prototype.outcome = 0;
                Triggered.prototype.refused = "";
                Triggered.prototype.path = "";
                Triggered.prototype.until_ns = 0;
                Triggered.prototype.cooldown_ns = 0;
                Triggered.prototype.files = 0;

                Triggered.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== 0)
                        writer.uint32(8).uint32(message.id);
                    if (message.outcome != null && $Object.hasOwnProperty.call(message, "outcome") && message.outcome !== 0)
                        writer.uint32(16).int32(message.outcome);
                    if (message.refused != null && $Object.hasOwnProperty.call(message, "refused") && message.refused !== "")
                        writer.uint32(26).string(message.refused);
                    if (message.path != null && $Object.hasOwnProperty.call(message, "path") && message.path !== "")
                        writer.uint32(34).string(message.path);
                    if (message.until_ns != null && $Object.hasOwnProperty.call(message, "until_ns") && !$Object.is(message.until_ns, 0))
                        writer.uint32(41).double(message.until_ns);
                    if (message.cooldown_ns != null && $Object.hasOwnProperty.call(message, "cooldown_ns") && !$Object.is(message.cooldown_ns, 0))
                        writer.uint32(49).double(message.cooldown_ns);
                    if (message.files != null && $Object.hasOwnProperty.call(message, "files") && message.files !== 0)
                        writer.uint32(56).uint32(message.files);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                Triggered.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.Triggered();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.id = value;
                                else
                                    delete message.id;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.int32())
                                    message.outcome = value;
                                else
                                    delete message.outcome;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.refused = value;
                                else
                                    delete message.refused;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.path = value;
                                else
                                    delete message.path;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.until_ns = value;
                                else
                                    delete message.until_ns;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.cooldown_ns = value;
                                else
                                    delete message.cooldown_ns;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.files = value;
                                else
                                    delete message.files;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                Triggered.Outcome = (function() {
                    const valuesById = $Object.create(null), values = $Object.create(valuesById);
                    values[valuesById[0] = "NO_RECORDER"] = 0;
                    values[valuesById[1] = "WRITING"] = 1;
                    values[valuesById[2] = "WAITING"] = 2;
                    values[valuesById[3] = "BUSY"] = 3;
                    values[valuesById[4] = "COOLING"] = 4;
                    values[valuesById[5] = "FULL"] = 5;
                    values[valuesById[6] = "FAILED"] = 6;
                    values[valuesById[7] = "OVER"] = 7;
                    return values;
                })();

                return Triggered;
            })();

            v1.Flight = (function() {

                const Flight = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                Flight.prototype.path = "";
                Flight.prototype.failed = "";
                Flight.prototype.trigger = "";
                Flight.prototype.triggered_ns = 0;
                Flight.prototype.first_ns = 0;
                Flight.prototype.last_ns = 0;
                Flight.prototype.asked_ns = 0;
                Flight.prototype.kept_ns = 0;
                Flight.prototype.cut = false;
                Flight.prototype.transitions = 0;
                Flight.prototype.bytes = 0;

                Flight.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.path != null && $Object.hasOwnProperty.call(message, "path") && message.path !== "")
                        writer.uint32(10).string(message.path);
                    if (message.failed != null && $Object.hasOwnProperty.call(message, "failed") && message.failed !== "")
                        writer.uint32(18).string(message.failed);
                    if (message.trigger != null && $Object.hasOwnProperty.call(message, "trigger") && message.trigger !== "")
                        writer.uint32(26).string(message.trigger);
                    if (message.triggered_ns != null && $Object.hasOwnProperty.call(message, "triggered_ns") && !$Object.is(message.triggered_ns, 0))
                        writer.uint32(33).double(message.triggered_ns);
                    if (message.first_ns != null && $Object.hasOwnProperty.call(message, "first_ns") && !$Object.is(message.first_ns, 0))
                        writer.uint32(41).double(message.first_ns);
                    if (message.last_ns != null && $Object.hasOwnProperty.call(message, "last_ns") && !$Object.is(message.last_ns, 0))
                        writer.uint32(49).double(message.last_ns);
                    if (message.asked_ns != null && $Object.hasOwnProperty.call(message, "asked_ns") && !$Object.is(message.asked_ns, 0))
                        writer.uint32(57).double(message.asked_ns);
                    if (message.kept_ns != null && $Object.hasOwnProperty.call(message, "kept_ns") && !$Object.is(message.kept_ns, 0))
                        writer.uint32(65).double(message.kept_ns);
                    if (message.cut != null && $Object.hasOwnProperty.call(message, "cut") && message.cut !== false)
                        writer.uint32(72).bool(message.cut);
                    if (message.transitions != null && $Object.hasOwnProperty.call(message, "transitions") && !$Object.is(message.transitions, 0))
                        writer.uint32(81).double(message.transitions);
                    if (message.bytes != null && $Object.hasOwnProperty.call(message, "bytes") && !$Object.is(message.bytes, 0))
                        writer.uint32(89).double(message.bytes);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                Flight.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.Flight();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.path = value;
                                else
                                    delete message.path;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.failed = value;
                                else
                                    delete message.failed;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.trigger = value;
                                else
                                    delete message.trigger;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.triggered_ns = value;
                                else
                                    delete message.triggered_ns;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.first_ns = value;
                                else
                                    delete message.first_ns;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.last_ns = value;
                                else
                                    delete message.last_ns;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.asked_ns = value;
                                else
                                    delete message.asked_ns;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.kept_ns = value;
                                else
                                    delete message.kept_ns;
                                continue;
                            }
                        case 9: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.cut = value;
                                else
                                    delete message.cut;
                                continue;
                            }
                        case 10: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.transitions = value;
                                else
                                    delete message.transitions;
                                continue;
                            }
                        case 11: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.bytes = value;
                                else
                                    delete message.bytes;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Flight;
            })();

            v1.FlightRecorder = (function() {

                const FlightRecorder = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                FlightRecorder.prototype.span_ns = 0;
                FlightRecorder.prototype.bytes_max = 0;
                FlightRecorder.prototype.post_ns = 0;
                FlightRecorder.prototype.cooldown_ns = 0;
                FlightRecorder.prototype.files_max = 0;

                FlightRecorder.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.span_ns != null && $Object.hasOwnProperty.call(message, "span_ns") && !$Object.is(message.span_ns, 0))
                        writer.uint32(9).double(message.span_ns);
                    if (message.bytes_max != null && $Object.hasOwnProperty.call(message, "bytes_max") && !$Object.is(message.bytes_max, 0))
                        writer.uint32(17).double(message.bytes_max);
                    if (message.post_ns != null && $Object.hasOwnProperty.call(message, "post_ns") && !$Object.is(message.post_ns, 0))
                        writer.uint32(25).double(message.post_ns);
                    if (message.cooldown_ns != null && $Object.hasOwnProperty.call(message, "cooldown_ns") && !$Object.is(message.cooldown_ns, 0))
                        writer.uint32(33).double(message.cooldown_ns);
                    if (message.files_max != null && $Object.hasOwnProperty.call(message, "files_max") && message.files_max !== 0)
                        writer.uint32(40).uint32(message.files_max);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                FlightRecorder.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.FlightRecorder();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.span_ns = value;
                                else
                                    delete message.span_ns;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.bytes_max = value;
                                else
                                    delete message.bytes_max;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.post_ns = value;
                                else
                                    delete message.post_ns;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.cooldown_ns = value;
                                else
                                    delete message.cooldown_ns;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.files_max = value;
                                else
                                    delete message.files_max;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return FlightRecorder;
            })();

            v1.Subscription = (function() {

                const Subscription = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                Subscription.prototype.all = false;
                Subscription.prototype.goids = 0;
                Subscription.prototype.sites = 0;

                Subscription.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.all != null && $Object.hasOwnProperty.call(message, "all") && message.all !== false)
                        writer.uint32(8).bool(message.all);
                    if (message.goids != null && $Object.hasOwnProperty.call(message, "goids") && message.goids !== 0)
                        writer.uint32(16).uint32(message.goids);
                    if (message.sites != null && $Object.hasOwnProperty.call(message, "sites") && message.sites !== 0)
                        writer.uint32(24).uint32(message.sites);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                Subscription.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.Subscription();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.all = value;
                                else
                                    delete message.all;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.goids = value;
                                else
                                    delete message.goids;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.sites = value;
                                else
                                    delete message.sites;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Subscription;
            })();

            v1.Hello = (function() {

                const Hello = function (properties) {
                    this.wait_reasons = [];
                    this.states = [];
                    this.kinds = {};
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                Hello.prototype.protocol = 0;
                Hello.prototype.version = "";
                Hello.prototype.time_unit = "";
                Hello.prototype.byte_order = "";
                Hello.prototype.pid = 0;
                Hello.prototype.go_version = "";
                Hello.prototype.command = "";
                Hello.prototype.base_monotonic_ns = "";
                Hello.prototype.started_at_unix_ms = 0;
                Hello.prototype.wait_reasons = $util.emptyArray;
                Hello.prototype.states = $util.emptyArray;
                Hello.prototype.kinds = $util.emptyObject;
                Hello.prototype.syscalls = false;
                Hello.prototype.recording = false;
                Hello.prototype.flight = null;

                Hello.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.protocol != null && $Object.hasOwnProperty.call(message, "protocol") && message.protocol !== 0)
                        writer.uint32(8).uint32(message.protocol);
                    if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== "")
                        writer.uint32(18).string(message.version);
                    if (message.time_unit != null && $Object.hasOwnProperty.call(message, "time_unit") && message.time_unit !== "")
                        writer.uint32(26).string(message.time_unit);
                    if (message.byte_order != null && $Object.hasOwnProperty.call(message, "byte_order") && message.byte_order !== "")
                        writer.uint32(34).string(message.byte_order);
                    if (message.pid != null && $Object.hasOwnProperty.call(message, "pid") && message.pid !== 0)
                        writer.uint32(40).uint32(message.pid);
                    if (message.go_version != null && $Object.hasOwnProperty.call(message, "go_version") && message.go_version !== "")
                        writer.uint32(50).string(message.go_version);
                    if (message.command != null && $Object.hasOwnProperty.call(message, "command") && message.command !== "")
                        writer.uint32(58).string(message.command);
                    if (message.base_monotonic_ns != null && $Object.hasOwnProperty.call(message, "base_monotonic_ns") && message.base_monotonic_ns !== "")
                        writer.uint32(66).string(message.base_monotonic_ns);
                    if (message.started_at_unix_ms != null && $Object.hasOwnProperty.call(message, "started_at_unix_ms") && !$Object.is(message.started_at_unix_ms, 0))
                        writer.uint32(73).double(message.started_at_unix_ms);
                    if (message.wait_reasons != null && message.wait_reasons.length)
                        for (let i = 0; i < message.wait_reasons.length; ++i)
                            writer.uint32(82).string(message.wait_reasons[i]);
                    if (message.states != null && message.states.length)
                        for (let i = 0; i < message.states.length; ++i)
                            writer.uint32(90).string(message.states[i]);
                    if (message.kinds != null && $Object.hasOwnProperty.call(message, "kinds"))
                        for (let keys = $Object.keys(message.kinds), i = 0; i < keys.length; ++i)
                            writer.uint32(98).fork().uint32(8).uint32(keys[i]).uint32(18).string(message.kinds[keys[i]]).ldelim();
                    if (message.syscalls != null && $Object.hasOwnProperty.call(message, "syscalls") && message.syscalls !== false)
                        writer.uint32(104).bool(message.syscalls);
                    if (message.recording != null && $Object.hasOwnProperty.call(message, "recording") && message.recording !== false)
                        writer.uint32(112).bool(message.recording);
                    if (message.flight != null && $Object.hasOwnProperty.call(message, "flight"))
                        $root.runqscope.stream.v1.FlightRecorder.encode(message.flight, writer.uint32(122).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                Hello.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, key, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.Hello();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.protocol = value;
                                else
                                    delete message.protocol;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.version = value;
                                else
                                    delete message.version;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.time_unit = value;
                                else
                                    delete message.time_unit;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.byte_order = value;
                                else
                                    delete message.byte_order;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.pid = value;
                                else
                                    delete message.pid;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.go_version = value;
                                else
                                    delete message.go_version;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.command = value;
                                else
                                    delete message.command;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.base_monotonic_ns = value;
                                else
                                    delete message.base_monotonic_ns;
                                continue;
                            }
                        case 9: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.started_at_unix_ms = value;
                                else
                                    delete message.started_at_unix_ms;
                                continue;
                            }
                        case 10: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.wait_reasons && message.wait_reasons.length))
                                    message.wait_reasons = [];
                                message.wait_reasons.push(reader.stringVerify());
                                continue;
                            }
                        case 11: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.states && message.states.length))
                                    message.states = [];
                                message.states.push(reader.stringVerify());
                                continue;
                            }
                        case 12: {
                                if (wireType !== 2)
                                    break;
                                if (message.kinds === $util.emptyObject)
                                    message.kinds = {};
                                let end2 = reader.size() + reader.pos;
                                if (end2 > reader.len)
                                    throw $RangeError("index out of range");
                                reader.len = end2;
                                key = 0;
                                value = "";
                                while (reader.pos < end2) {
                                    let tag2 = reader.tag();
                                    wireType = tag2 & 7;
                                    switch (tag2 >>>= 3) {
                                    case 1:
                                        if (wireType !== 0)
                                            break;
                                        key = reader.uint32();
                                        continue;
                                    case 2:
                                        if (wireType !== 2)
                                            break;
                                        value = reader.stringVerify();
                                        continue;
                                    }
                                    reader.skipType(wireType, _depth, tag2);
                                }
                                if (reader.pos !== end2)
                                    throw $RangeError("index out of range");
                                reader.len = end;
                                message.kinds[key] = value;
                                continue;
                            }
                        case 13: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.syscalls = value;
                                else
                                    delete message.syscalls;
                                continue;
                            }
                        case 14: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.recording = value;
                                else
                                    delete message.recording;
                                continue;
                            }
                        case 15: {
                                if (wireType !== 2)
                                    break;
                                message.flight = $root.runqscope.stream.v1.FlightRecorder.decode(reader, reader.size(), $undefined, _depth + 1, message.flight);
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Hello;
            })();

            v1.Site = (function() {

                const Site = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                Site.prototype.site = 0;
                Site.prototype["function"] = "";
                Site.prototype.created_at = "";
                Site.prototype.created_by = "";
                Site.prototype.system = false;

                Site.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.site != null && $Object.hasOwnProperty.call(message, "site") && message.site !== 0)
                        writer.uint32(8).uint32(message.site);
                    if (message["function"] != null && $Object.hasOwnProperty.call(message, "function") && message["function"] !== "")
                        writer.uint32(18).string(message["function"]);
                    if (message.created_at != null && $Object.hasOwnProperty.call(message, "created_at") && message.created_at !== "")
                        writer.uint32(26).string(message.created_at);
                    if (message.created_by != null && $Object.hasOwnProperty.call(message, "created_by") && message.created_by !== "")
                        writer.uint32(34).string(message.created_by);
                    if (message.system != null && $Object.hasOwnProperty.call(message, "system") && message.system !== false)
                        writer.uint32(40).bool(message.system);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                Site.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.Site();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.site = value;
                                else
                                    delete message.site;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message["function"] = value;
                                else
                                    delete message["function"];
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.created_at = value;
                                else
                                    delete message.created_at;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.created_by = value;
                                else
                                    delete message.created_by;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.system = value;
                                else
                                    delete message.system;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Site;
            })();

            v1.Sites = (function() {

                const Sites = function (properties) {
                    this.sites = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                Sites.prototype.sites = $util.emptyArray;

                Sites.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.sites != null && message.sites.length)
                        for (let i = 0; i < message.sites.length; ++i)
                            $root.runqscope.stream.v1.Site.encode(message.sites[i], writer.uint32(10).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                Sites.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.Sites();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.sites && message.sites.length))
                                    message.sites = [];
                                message.sites.push($root.runqscope.stream.v1.Site.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Sites;
            })();

            v1.Snapshot = (function() {

                const Snapshot = function (properties) {
                    this.sites = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                Snapshot.prototype.time_ns = 0;
                Snapshot.prototype.rows = 0;
                Snapshot.prototype.total = 0;
                Snapshot.prototype.goid = $util.newBuffer([]);
                Snapshot.prototype.since_ns = $util.newBuffer([]);
                Snapshot.prototype.site = $util.newBuffer([]);
                Snapshot.prototype.tid = $util.newBuffer([]);
                Snapshot.prototype.state = $util.newBuffer([]);
                Snapshot.prototype.reason = $util.newBuffer([]);
                Snapshot.prototype.flags = $util.newBuffer([]);
                Snapshot.prototype.sites = $util.emptyArray;

                Snapshot.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.time_ns != null && $Object.hasOwnProperty.call(message, "time_ns") && !$Object.is(message.time_ns, 0))
                        writer.uint32(9).double(message.time_ns);
                    if (message.rows != null && $Object.hasOwnProperty.call(message, "rows") && message.rows !== 0)
                        writer.uint32(16).uint32(message.rows);
                    if (message.total != null && $Object.hasOwnProperty.call(message, "total") && !$Object.is(message.total, 0))
                        writer.uint32(25).double(message.total);
                    if (message.goid != null && $Object.hasOwnProperty.call(message, "goid") && message.goid.length)
                        writer.uint32(34).bytes(message.goid);
                    if (message.since_ns != null && $Object.hasOwnProperty.call(message, "since_ns") && message.since_ns.length)
                        writer.uint32(42).bytes(message.since_ns);
                    if (message.site != null && $Object.hasOwnProperty.call(message, "site") && message.site.length)
                        writer.uint32(50).bytes(message.site);
                    if (message.tid != null && $Object.hasOwnProperty.call(message, "tid") && message.tid.length)
                        writer.uint32(58).bytes(message.tid);
                    if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state.length)
                        writer.uint32(66).bytes(message.state);
                    if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason.length)
                        writer.uint32(74).bytes(message.reason);
                    if (message.flags != null && $Object.hasOwnProperty.call(message, "flags") && message.flags.length)
                        writer.uint32(82).bytes(message.flags);
                    if (message.sites != null && message.sites.length)
                        for (let i = 0; i < message.sites.length; ++i)
                            $root.runqscope.stream.v1.Site.encode(message.sites[i], writer.uint32(90).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                Snapshot.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.Snapshot();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.time_ns = value;
                                else
                                    delete message.time_ns;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.rows = value;
                                else
                                    delete message.rows;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.total = value;
                                else
                                    delete message.total;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.goid = value;
                                else
                                    delete message.goid;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.since_ns = value;
                                else
                                    delete message.since_ns;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.site = value;
                                else
                                    delete message.site;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.tid = value;
                                else
                                    delete message.tid;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.state = value;
                                else
                                    delete message.state;
                                continue;
                            }
                        case 9: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.reason = value;
                                else
                                    delete message.reason;
                                continue;
                            }
                        case 10: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.flags = value;
                                else
                                    delete message.flags;
                                continue;
                            }
                        case 11: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.sites && message.sites.length))
                                    message.sites = [];
                                message.sites.push($root.runqscope.stream.v1.Site.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Snapshot;
            })();

            v1.ClientLoss = (function() {

                const ClientLoss = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                ClientLoss.prototype.lost = 0;
                ClientLoss.prototype.lost_total = 0;
                ClientLoss.prototype.first_ns = 0;
                ClientLoss.prototype.last_ns = 0;

                ClientLoss.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.lost != null && $Object.hasOwnProperty.call(message, "lost") && !$Object.is(message.lost, 0))
                        writer.uint32(9).double(message.lost);
                    if (message.lost_total != null && $Object.hasOwnProperty.call(message, "lost_total") && !$Object.is(message.lost_total, 0))
                        writer.uint32(17).double(message.lost_total);
                    if (message.first_ns != null && $Object.hasOwnProperty.call(message, "first_ns") && !$Object.is(message.first_ns, 0))
                        writer.uint32(25).double(message.first_ns);
                    if (message.last_ns != null && $Object.hasOwnProperty.call(message, "last_ns") && !$Object.is(message.last_ns, 0))
                        writer.uint32(33).double(message.last_ns);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                ClientLoss.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.ClientLoss();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.lost = value;
                                else
                                    delete message.lost;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.lost_total = value;
                                else
                                    delete message.lost_total;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.first_ns = value;
                                else
                                    delete message.first_ns;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.last_ns = value;
                                else
                                    delete message.last_ns;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return ClientLoss;
            })();

            v1.End = (function() {

                const End = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                End.prototype.reason = "";
                End.prototype.aggregate = null;

                End.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                        writer.uint32(10).string(message.reason);
                    if (message.aggregate != null && $Object.hasOwnProperty.call(message, "aggregate"))
                        $root.runqscope.stream.v1.Aggregate.encode(message.aggregate, writer.uint32(18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                End.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.End();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.reason = value;
                                else
                                    delete message.reason;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.aggregate = $root.runqscope.stream.v1.Aggregate.decode(reader, reader.size(), $undefined, _depth + 1, message.aggregate);
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return End;
            })();

            v1.GoroutineCounts = (function() {

                const GoroutineCounts = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                GoroutineCounts.prototype.seen = 0;
                GoroutineCounts.prototype.snapshot = 0;
                GoroutineCounts.prototype.created = 0;
                GoroutineCounts.prototype.exited = 0;
                GoroutineCounts.prototype.live = 0;
                GoroutineCounts.prototype.live_system = 0;

                GoroutineCounts.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.seen != null && $Object.hasOwnProperty.call(message, "seen") && !$Object.is(message.seen, 0))
                        writer.uint32(9).double(message.seen);
                    if (message.snapshot != null && $Object.hasOwnProperty.call(message, "snapshot") && !$Object.is(message.snapshot, 0))
                        writer.uint32(17).double(message.snapshot);
                    if (message.created != null && $Object.hasOwnProperty.call(message, "created") && !$Object.is(message.created, 0))
                        writer.uint32(25).double(message.created);
                    if (message.exited != null && $Object.hasOwnProperty.call(message, "exited") && !$Object.is(message.exited, 0))
                        writer.uint32(33).double(message.exited);
                    if (message.live != null && $Object.hasOwnProperty.call(message, "live") && !$Object.is(message.live, 0))
                        writer.uint32(41).double(message.live);
                    if (message.live_system != null && $Object.hasOwnProperty.call(message, "live_system") && !$Object.is(message.live_system, 0))
                        writer.uint32(49).double(message.live_system);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                GoroutineCounts.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.GoroutineCounts();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.seen = value;
                                else
                                    delete message.seen;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.snapshot = value;
                                else
                                    delete message.snapshot;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.created = value;
                                else
                                    delete message.created;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.exited = value;
                                else
                                    delete message.exited;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.live = value;
                                else
                                    delete message.live;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.live_system = value;
                                else
                                    delete message.live_system;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return GoroutineCounts;
            })();

            v1.SiteAggregate = (function() {

                const SiteAggregate = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                SiteAggregate.prototype.site = 0;
                SiteAggregate.prototype.live = 0;
                SiteAggregate.prototype.created = 0;
                SiteAggregate.prototype.exited = 0;
                SiteAggregate.prototype.stages = null;

                SiteAggregate.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.site != null && $Object.hasOwnProperty.call(message, "site") && message.site !== 0)
                        writer.uint32(8).uint32(message.site);
                    if (message.live != null && $Object.hasOwnProperty.call(message, "live") && !$Object.is(message.live, 0))
                        writer.uint32(17).double(message.live);
                    if (message.created != null && $Object.hasOwnProperty.call(message, "created") && !$Object.is(message.created, 0))
                        writer.uint32(25).double(message.created);
                    if (message.exited != null && $Object.hasOwnProperty.call(message, "exited") && !$Object.is(message.exited, 0))
                        writer.uint32(33).double(message.exited);
                    if (message.stages != null && $Object.hasOwnProperty.call(message, "stages"))
                        $root.runqscope.stream.v1.Stages.encode(message.stages, writer.uint32(42).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                SiteAggregate.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.SiteAggregate();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.site = value;
                                else
                                    delete message.site;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.live = value;
                                else
                                    delete message.live;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.created = value;
                                else
                                    delete message.created;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.exited = value;
                                else
                                    delete message.exited;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                message.stages = $root.runqscope.stream.v1.Stages.decode(reader, reader.size(), $undefined, _depth + 1, message.stages);
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return SiteAggregate;
            })();

            v1.Aggregate = (function() {

                const Aggregate = function (properties) {
                    this.lost_by_cause = {};
                    this.states = {};
                    this.wait_reasons = {};
                    this.sites = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                Aggregate.prototype.time_ns = 0;
                Aggregate.prototype.duration_ns = 0;
                Aggregate.prototype.events = 0;
                Aggregate.prototype.produced = 0;
                Aggregate.prototype.hits_per_s = 0;
                Aggregate.prototype.hit_cost_ns = 0;
                Aggregate.prototype.lost = 0;
                Aggregate.prototype.lost_by_cause = $util.emptyObject;
                Aggregate.prototype.undetermined = 0;
                Aggregate.prototype.censored = 0;
                Aggregate.prototype.disagreements = 0;
                Aggregate.prototype.goroutines = null;
                Aggregate.prototype.states = $util.emptyObject;
                Aggregate.prototype.stages = null;
                Aggregate.prototype.window_ns = 0;
                Aggregate.prototype.window = null;
                Aggregate.prototype.wait_reasons = $util.emptyObject;
                Aggregate.prototype.sites = $util.emptyArray;
                Aggregate.prototype.sites_total = 0;

                Aggregate.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.time_ns != null && $Object.hasOwnProperty.call(message, "time_ns") && !$Object.is(message.time_ns, 0))
                        writer.uint32(9).double(message.time_ns);
                    if (message.duration_ns != null && $Object.hasOwnProperty.call(message, "duration_ns") && !$Object.is(message.duration_ns, 0))
                        writer.uint32(17).double(message.duration_ns);
                    if (message.events != null && $Object.hasOwnProperty.call(message, "events") && !$Object.is(message.events, 0))
                        writer.uint32(25).double(message.events);
                    if (message.produced != null && $Object.hasOwnProperty.call(message, "produced") && !$Object.is(message.produced, 0))
                        writer.uint32(33).double(message.produced);
                    if (message.hits_per_s != null && $Object.hasOwnProperty.call(message, "hits_per_s") && !$Object.is(message.hits_per_s, 0))
                        writer.uint32(41).double(message.hits_per_s);
                    if (message.hit_cost_ns != null && $Object.hasOwnProperty.call(message, "hit_cost_ns") && !$Object.is(message.hit_cost_ns, 0))
                        writer.uint32(49).double(message.hit_cost_ns);
                    if (message.lost != null && $Object.hasOwnProperty.call(message, "lost") && !$Object.is(message.lost, 0))
                        writer.uint32(57).double(message.lost);
                    if (message.lost_by_cause != null && $Object.hasOwnProperty.call(message, "lost_by_cause"))
                        for (let keys = $Object.keys(message.lost_by_cause), i = 0; i < keys.length; ++i)
                            writer.uint32(66).fork().uint32(10).string(keys[i]).uint32(17).double(message.lost_by_cause[keys[i]]).ldelim();
                    if (message.undetermined != null && $Object.hasOwnProperty.call(message, "undetermined") && !$Object.is(message.undetermined, 0))
                        writer.uint32(73).double(message.undetermined);
                    if (message.censored != null && $Object.hasOwnProperty.call(message, "censored") && !$Object.is(message.censored, 0))
                        writer.uint32(81).double(message.censored);
                    if (message.disagreements != null && $Object.hasOwnProperty.call(message, "disagreements") && !$Object.is(message.disagreements, 0))
                        writer.uint32(89).double(message.disagreements);
                    if (message.goroutines != null && $Object.hasOwnProperty.call(message, "goroutines"))
                        $root.runqscope.stream.v1.GoroutineCounts.encode(message.goroutines, writer.uint32(98).fork(), _depth + 1).ldelim();
                    if (message.states != null && $Object.hasOwnProperty.call(message, "states"))
                        for (let keys = $Object.keys(message.states), i = 0; i < keys.length; ++i)
                            writer.uint32(106).fork().uint32(10).string(keys[i]).uint32(17).double(message.states[keys[i]]).ldelim();
                    if (message.stages != null && $Object.hasOwnProperty.call(message, "stages"))
                        $root.runqscope.stream.v1.Stages.encode(message.stages, writer.uint32(114).fork(), _depth + 1).ldelim();
                    if (message.window_ns != null && $Object.hasOwnProperty.call(message, "window_ns") && !$Object.is(message.window_ns, 0))
                        writer.uint32(121).double(message.window_ns);
                    if (message.window != null && $Object.hasOwnProperty.call(message, "window"))
                        $root.runqscope.stream.v1.Stages.encode(message.window, writer.uint32(130).fork(), _depth + 1).ldelim();
                    if (message.wait_reasons != null && $Object.hasOwnProperty.call(message, "wait_reasons"))
                        for (let keys = $Object.keys(message.wait_reasons), i = 0; i < keys.length; ++i) {
                            writer.uint32(138).fork().uint32(10).string(keys[i]);
                            $root.runqscope.stream.v1.StageStats.encode(message.wait_reasons[keys[i]], writer.uint32(18).fork(), _depth + 1).ldelim().ldelim();
                        }
                    if (message.sites != null && message.sites.length)
                        for (let i = 0; i < message.sites.length; ++i)
                            $root.runqscope.stream.v1.SiteAggregate.encode(message.sites[i], writer.uint32(146).fork(), _depth + 1).ldelim();
                    if (message.sites_total != null && $Object.hasOwnProperty.call(message, "sites_total") && !$Object.is(message.sites_total, 0))
                        writer.uint32(153).double(message.sites_total);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                Aggregate.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, key, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.Aggregate();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.time_ns = value;
                                else
                                    delete message.time_ns;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.duration_ns = value;
                                else
                                    delete message.duration_ns;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.events = value;
                                else
                                    delete message.events;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.produced = value;
                                else
                                    delete message.produced;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.hits_per_s = value;
                                else
                                    delete message.hits_per_s;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.hit_cost_ns = value;
                                else
                                    delete message.hit_cost_ns;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.lost = value;
                                else
                                    delete message.lost;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                if (message.lost_by_cause === $util.emptyObject)
                                    message.lost_by_cause = {};
                                let end2 = reader.size() + reader.pos;
                                if (end2 > reader.len)
                                    throw $RangeError("index out of range");
                                reader.len = end2;
                                key = "";
                                value = 0;
                                while (reader.pos < end2) {
                                    let tag2 = reader.tag();
                                    wireType = tag2 & 7;
                                    switch (tag2 >>>= 3) {
                                    case 1:
                                        if (wireType !== 2)
                                            break;
                                        key = reader.stringVerify();
                                        continue;
                                    case 2:
                                        if (wireType !== 1)
                                            break;
                                        value = reader.double();
                                        continue;
                                    }
                                    reader.skipType(wireType, _depth, tag2);
                                }
                                if (reader.pos !== end2)
                                    throw $RangeError("index out of range");
                                reader.len = end;
                                if (key === "__proto__")
                                    $util.makeProp(message.lost_by_cause, key);
                                message.lost_by_cause[key] = value;
                                continue;
                            }
                        case 9: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.undetermined = value;
                                else
                                    delete message.undetermined;
                                continue;
                            }
                        case 10: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.censored = value;
                                else
                                    delete message.censored;
                                continue;
                            }
                        case 11: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.disagreements = value;
                                else
                                    delete message.disagreements;
                                continue;
                            }
                        case 12: {
                                if (wireType !== 2)
                                    break;
                                message.goroutines = $root.runqscope.stream.v1.GoroutineCounts.decode(reader, reader.size(), $undefined, _depth + 1, message.goroutines);
                                continue;
                            }
                        case 13: {
                                if (wireType !== 2)
                                    break;
                                if (message.states === $util.emptyObject)
                                    message.states = {};
                                let end2 = reader.size() + reader.pos;
                                if (end2 > reader.len)
                                    throw $RangeError("index out of range");
                                reader.len = end2;
                                key = "";
                                value = 0;
                                while (reader.pos < end2) {
                                    let tag2 = reader.tag();
                                    wireType = tag2 & 7;
                                    switch (tag2 >>>= 3) {
                                    case 1:
                                        if (wireType !== 2)
                                            break;
                                        key = reader.stringVerify();
                                        continue;
                                    case 2:
                                        if (wireType !== 1)
                                            break;
                                        value = reader.double();
                                        continue;
                                    }
                                    reader.skipType(wireType, _depth, tag2);
                                }
                                if (reader.pos !== end2)
                                    throw $RangeError("index out of range");
                                reader.len = end;
                                if (key === "__proto__")
                                    $util.makeProp(message.states, key);
                                message.states[key] = value;
                                continue;
                            }
                        case 14: {
                                if (wireType !== 2)
                                    break;
                                message.stages = $root.runqscope.stream.v1.Stages.decode(reader, reader.size(), $undefined, _depth + 1, message.stages);
                                continue;
                            }
                        case 15: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.window_ns = value;
                                else
                                    delete message.window_ns;
                                continue;
                            }
                        case 16: {
                                if (wireType !== 2)
                                    break;
                                message.window = $root.runqscope.stream.v1.Stages.decode(reader, reader.size(), $undefined, _depth + 1, message.window);
                                continue;
                            }
                        case 17: {
                                if (wireType !== 2)
                                    break;
                                if (message.wait_reasons === $util.emptyObject)
                                    message.wait_reasons = {};
                                let end2 = reader.size() + reader.pos;
                                if (end2 > reader.len)
                                    throw $RangeError("index out of range");
                                reader.len = end2;
                                key = "";
                                value = null;
                                while (reader.pos < end2) {
                                    let tag2 = reader.tag();
                                    wireType = tag2 & 7;
                                    switch (tag2 >>>= 3) {
                                    case 1:
                                        if (wireType !== 2)
                                            break;
                                        key = reader.stringVerify();
                                        continue;
                                    case 2:
                                        if (wireType !== 2)
                                            break;
                                        value = $root.runqscope.stream.v1.StageStats.decode(reader, reader.size(), $undefined, _depth + 1, value);
                                        continue;
                                    }
                                    reader.skipType(wireType, _depth, tag2);
                                }
                                if (reader.pos !== end2)
                                    throw $RangeError("index out of range");
                                reader.len = end;
                                if (key === "__proto__")
                                    $util.makeProp(message.wait_reasons, key);
                                message.wait_reasons[key] = value || new $root.runqscope.stream.v1.StageStats();
                                continue;
                            }
                        case 18: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.sites && message.sites.length))
                                    message.sites = [];
                                message.sites.push($root.runqscope.stream.v1.SiteAggregate.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 19: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.sites_total = value;
                                else
                                    delete message.sites_total;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Aggregate;
            })();

            v1.Query = (function() {

                const Query = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                Query.prototype.id = 0;
                Query.prototype.first_ns = 0;
                Query.prototype.last_ns = 0;
                Query.prototype.filter = null;
                Query.prototype.heat = null;
                Query.prototype.series = null;
                Query.prototype.stats = null;
                Query.prototype.worst = null;
                Query.prototype.lanes = null;
                Query.prototype.goroutines = null;
                Query.prototype.goroutine = null;
                Query.prototype.transitions = null;

                Query.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== 0)
                        writer.uint32(8).uint32(message.id);
                    if (message.first_ns != null && $Object.hasOwnProperty.call(message, "first_ns") && !$Object.is(message.first_ns, 0))
                        writer.uint32(17).double(message.first_ns);
                    if (message.last_ns != null && $Object.hasOwnProperty.call(message, "last_ns") && !$Object.is(message.last_ns, 0))
                        writer.uint32(25).double(message.last_ns);
                    if (message.filter != null && $Object.hasOwnProperty.call(message, "filter"))
                        $root.runqscope.stream.v1.Filter.encode(message.filter, writer.uint32(34).fork(), _depth + 1).ldelim();
                    if (message.heat != null && $Object.hasOwnProperty.call(message, "heat"))
                        $root.runqscope.stream.v1.HeatQuery.encode(message.heat, writer.uint32(42).fork(), _depth + 1).ldelim();
                    if (message.series != null && $Object.hasOwnProperty.call(message, "series"))
                        $root.runqscope.stream.v1.SeriesQuery.encode(message.series, writer.uint32(50).fork(), _depth + 1).ldelim();
                    if (message.stats != null && $Object.hasOwnProperty.call(message, "stats"))
                        $root.runqscope.stream.v1.StatsQuery.encode(message.stats, writer.uint32(58).fork(), _depth + 1).ldelim();
                    if (message.worst != null && $Object.hasOwnProperty.call(message, "worst"))
                        $root.runqscope.stream.v1.WorstQuery.encode(message.worst, writer.uint32(66).fork(), _depth + 1).ldelim();
                    if (message.lanes != null && $Object.hasOwnProperty.call(message, "lanes"))
                        $root.runqscope.stream.v1.LanesQuery.encode(message.lanes, writer.uint32(74).fork(), _depth + 1).ldelim();
                    if (message.goroutines != null && $Object.hasOwnProperty.call(message, "goroutines"))
                        $root.runqscope.stream.v1.GoroutinesQuery.encode(message.goroutines, writer.uint32(82).fork(), _depth + 1).ldelim();
                    if (message.goroutine != null && $Object.hasOwnProperty.call(message, "goroutine"))
                        $root.runqscope.stream.v1.GoroutineQuery.encode(message.goroutine, writer.uint32(90).fork(), _depth + 1).ldelim();
                    if (message.transitions != null && $Object.hasOwnProperty.call(message, "transitions"))
                        $root.runqscope.stream.v1.TransitionsQuery.encode(message.transitions, writer.uint32(98).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                Query.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.Query();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.id = value;
                                else
                                    delete message.id;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.first_ns = value;
                                else
                                    delete message.first_ns;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.last_ns = value;
                                else
                                    delete message.last_ns;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                message.filter = $root.runqscope.stream.v1.Filter.decode(reader, reader.size(), $undefined, _depth + 1, message.filter);
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                message.heat = $root.runqscope.stream.v1.HeatQuery.decode(reader, reader.size(), $undefined, _depth + 1, message.heat);
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                message.series = $root.runqscope.stream.v1.SeriesQuery.decode(reader, reader.size(), $undefined, _depth + 1, message.series);
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                message.stats = $root.runqscope.stream.v1.StatsQuery.decode(reader, reader.size(), $undefined, _depth + 1, message.stats);
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                message.worst = $root.runqscope.stream.v1.WorstQuery.decode(reader, reader.size(), $undefined, _depth + 1, message.worst);
                                continue;
                            }
                        case 9: {
                                if (wireType !== 2)
                                    break;
                                message.lanes = $root.runqscope.stream.v1.LanesQuery.decode(reader, reader.size(), $undefined, _depth + 1, message.lanes);
                                continue;
                            }
                        case 10: {
                                if (wireType !== 2)
                                    break;
                                message.goroutines = $root.runqscope.stream.v1.GoroutinesQuery.decode(reader, reader.size(), $undefined, _depth + 1, message.goroutines);
                                continue;
                            }
                        case 11: {
                                if (wireType !== 2)
                                    break;
                                message.goroutine = $root.runqscope.stream.v1.GoroutineQuery.decode(reader, reader.size(), $undefined, _depth + 1, message.goroutine);
                                continue;
                            }
                        case 12: {
                                if (wireType !== 2)
                                    break;
                                message.transitions = $root.runqscope.stream.v1.TransitionsQuery.decode(reader, reader.size(), $undefined, _depth + 1, message.transitions);
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Query;
            })();

            v1.Answer = (function() {

                const Answer = function (properties) {
                    this.gaps = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                Answer.prototype.id = 0;
                Answer.prototype.history = null;
                Answer.prototype.first_ns = 0;
                Answer.prototype.last_ns = 0;
                Answer.prototype.refused = "";
                Answer.prototype.gaps = $util.emptyArray;
                Answer.prototype.heat = null;
                Answer.prototype.series = null;
                Answer.prototype.stats = null;
                Answer.prototype.worst = null;
                Answer.prototype.lanes = null;
                Answer.prototype.goroutines = null;
                Answer.prototype.goroutine = null;
                Answer.prototype.transitions = null;

                Answer.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== 0)
                        writer.uint32(8).uint32(message.id);
                    if (message.history != null && $Object.hasOwnProperty.call(message, "history"))
                        $root.runqscope.stream.v1.History.encode(message.history, writer.uint32(18).fork(), _depth + 1).ldelim();
                    if (message.first_ns != null && $Object.hasOwnProperty.call(message, "first_ns") && !$Object.is(message.first_ns, 0))
                        writer.uint32(25).double(message.first_ns);
                    if (message.last_ns != null && $Object.hasOwnProperty.call(message, "last_ns") && !$Object.is(message.last_ns, 0))
                        writer.uint32(33).double(message.last_ns);
                    if (message.refused != null && $Object.hasOwnProperty.call(message, "refused") && message.refused !== "")
                        writer.uint32(42).string(message.refused);
                    if (message.gaps != null && message.gaps.length)
                        for (let i = 0; i < message.gaps.length; ++i)
                            $root.runqscope.stream.v1.Gap.encode(message.gaps[i], writer.uint32(50).fork(), _depth + 1).ldelim();
                    if (message.heat != null && $Object.hasOwnProperty.call(message, "heat"))
                        $root.runqscope.stream.v1.Heat.encode(message.heat, writer.uint32(58).fork(), _depth + 1).ldelim();
                    if (message.series != null && $Object.hasOwnProperty.call(message, "series"))
                        $root.runqscope.stream.v1.Series.encode(message.series, writer.uint32(66).fork(), _depth + 1).ldelim();
                    if (message.stats != null && $Object.hasOwnProperty.call(message, "stats"))
                        $root.runqscope.stream.v1.Stats.encode(message.stats, writer.uint32(74).fork(), _depth + 1).ldelim();
                    if (message.worst != null && $Object.hasOwnProperty.call(message, "worst"))
                        $root.runqscope.stream.v1.Worst.encode(message.worst, writer.uint32(82).fork(), _depth + 1).ldelim();
                    if (message.lanes != null && $Object.hasOwnProperty.call(message, "lanes"))
                        $root.runqscope.stream.v1.Lanes.encode(message.lanes, writer.uint32(90).fork(), _depth + 1).ldelim();
                    if (message.goroutines != null && $Object.hasOwnProperty.call(message, "goroutines"))
                        $root.runqscope.stream.v1.Goroutines.encode(message.goroutines, writer.uint32(98).fork(), _depth + 1).ldelim();
                    if (message.goroutine != null && $Object.hasOwnProperty.call(message, "goroutine"))
                        $root.runqscope.stream.v1.Goroutine.encode(message.goroutine, writer.uint32(106).fork(), _depth + 1).ldelim();
                    if (message.transitions != null && $Object.hasOwnProperty.call(message, "transitions"))
                        $root.runqscope.stream.v1.TransitionsPage.encode(message.transitions, writer.uint32(114).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                Answer.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.Answer();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.id = value;
                                else
                                    delete message.id;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.history = $root.runqscope.stream.v1.History.decode(reader, reader.size(), $undefined, _depth + 1, message.history);
                                continue;
                            }
                        case 3: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.first_ns = value;
                                else
                                    delete message.first_ns;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.last_ns = value;
                                else
                                    delete message.last_ns;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.refused = value;
                                else
                                    delete message.refused;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.gaps && message.gaps.length))
                                    message.gaps = [];
                                message.gaps.push($root.runqscope.stream.v1.Gap.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                message.heat = $root.runqscope.stream.v1.Heat.decode(reader, reader.size(), $undefined, _depth + 1, message.heat);
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                message.series = $root.runqscope.stream.v1.Series.decode(reader, reader.size(), $undefined, _depth + 1, message.series);
                                continue;
                            }
                        case 9: {
                                if (wireType !== 2)
                                    break;
                                message.stats = $root.runqscope.stream.v1.Stats.decode(reader, reader.size(), $undefined, _depth + 1, message.stats);
                                continue;
                            }
                        case 10: {
                                if (wireType !== 2)
                                    break;
                                message.worst = $root.runqscope.stream.v1.Worst.decode(reader, reader.size(), $undefined, _depth + 1, message.worst);
                                continue;
                            }
                        case 11: {
                                if (wireType !== 2)
                                    break;
                                message.lanes = $root.runqscope.stream.v1.Lanes.decode(reader, reader.size(), $undefined, _depth + 1, message.lanes);
                                continue;
                            }
                        case 12: {
                                if (wireType !== 2)
                                    break;
                                message.goroutines = $root.runqscope.stream.v1.Goroutines.decode(reader, reader.size(), $undefined, _depth + 1, message.goroutines);
                                continue;
                            }
                        case 13: {
                                if (wireType !== 2)
                                    break;
                                message.goroutine = $root.runqscope.stream.v1.Goroutine.decode(reader, reader.size(), $undefined, _depth + 1, message.goroutine);
                                continue;
                            }
                        case 14: {
                                if (wireType !== 2)
                                    break;
                                message.transitions = $root.runqscope.stream.v1.TransitionsPage.decode(reader, reader.size(), $undefined, _depth + 1, message.transitions);
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Answer;
            })();

            v1.History = (function() {

                const History = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                History.prototype.first_ns = 0;
                History.prototype.last_ns = 0;
                History.prototype.rows = 0;
                History.prototype.forgotten = 0;
                History.prototype.bytes = 0;
                History.prototype.bytes_max = 0;

                History.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.first_ns != null && $Object.hasOwnProperty.call(message, "first_ns") && !$Object.is(message.first_ns, 0))
                        writer.uint32(9).double(message.first_ns);
                    if (message.last_ns != null && $Object.hasOwnProperty.call(message, "last_ns") && !$Object.is(message.last_ns, 0))
                        writer.uint32(17).double(message.last_ns);
                    if (message.rows != null && $Object.hasOwnProperty.call(message, "rows") && !$Object.is(message.rows, 0))
                        writer.uint32(25).double(message.rows);
                    if (message.forgotten != null && $Object.hasOwnProperty.call(message, "forgotten") && !$Object.is(message.forgotten, 0))
                        writer.uint32(33).double(message.forgotten);
                    if (message.bytes != null && $Object.hasOwnProperty.call(message, "bytes") && !$Object.is(message.bytes, 0))
                        writer.uint32(41).double(message.bytes);
                    if (message.bytes_max != null && $Object.hasOwnProperty.call(message, "bytes_max") && !$Object.is(message.bytes_max, 0))
                        writer.uint32(49).double(message.bytes_max);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                History.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.History();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.first_ns = value;
                                else
                                    delete message.first_ns;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.last_ns = value;
                                else
                                    delete message.last_ns;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.rows = value;
                                else
                                    delete message.rows;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.forgotten = value;
                                else
                                    delete message.forgotten;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.bytes = value;
                                else
                                    delete message.bytes;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.bytes_max = value;
                                else
                                    delete message.bytes_max;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return History;
            })();

            v1.Filter = (function() {

                const Filter = function (properties) {
                    this.terms = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                Filter.prototype.system = false;
                Filter.prototype.terms = $util.emptyArray;

                Filter.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.system != null && $Object.hasOwnProperty.call(message, "system") && message.system !== false)
                        writer.uint32(8).bool(message.system);
                    if (message.terms != null && message.terms.length)
                        for (let i = 0; i < message.terms.length; ++i)
                            $root.runqscope.stream.v1.Term.encode(message.terms[i], writer.uint32(18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                Filter.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.Filter();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.system = value;
                                else
                                    delete message.system;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.terms && message.terms.length))
                                    message.terms = [];
                                message.terms.push($root.runqscope.stream.v1.Term.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Filter;
            })();

            v1.Term = (function() {

                const Term = function (properties) {
                    this.values = [];
                    this.sites = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                Term.prototype.field = 0;
                Term.prototype.not = false;
                Term.prototype.values = $util.emptyArray;
                Term.prototype.sites = $util.emptyArray;
                Term.prototype.min_ns = 0;
                Term.prototype.max_ns = 0;

                Term.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.field != null && $Object.hasOwnProperty.call(message, "field") && message.field !== 0)
                        writer.uint32(8).int32(message.field);
                    if (message.not != null && $Object.hasOwnProperty.call(message, "not") && message.not !== false)
                        writer.uint32(16).bool(message.not);
                    if (message.values != null && message.values.length)
                        writer.uint32(26).doubles(message.values);
                    if (message.sites != null && message.sites.length)
                        writer.uint32(34).uint32s(message.sites);
                    if (message.min_ns != null && $Object.hasOwnProperty.call(message, "min_ns") && !$Object.is(message.min_ns, 0))
                        writer.uint32(41).double(message.min_ns);
                    if (message.max_ns != null && $Object.hasOwnProperty.call(message, "max_ns") && !$Object.is(message.max_ns, 0))
                        writer.uint32(49).double(message.max_ns);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                Term.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.Term();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.int32())
                                    message.field = value;
                                else
                                    delete message.field;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.not = value;
                                else
                                    delete message.not;
                                continue;
                            }
                        case 3: {
                                if (wireType === 2) {
                                    if (!(message.values && message.values.length))
                                        message.values = [];
                                    reader.doubles(message.values);
                                    continue;
                                }
                                if (wireType !== 1)
                                    break;
                                if (!(message.values && message.values.length))
                                    message.values = [];
                                message.values.push(reader.double());
                                continue;
                            }
                        case 4: {
                                if (wireType === 2) {
                                    if (!(message.sites && message.sites.length))
                                        message.sites = [];
                                    reader.uint32s(message.sites);
                                    continue;
                                }
                                if (wireType !== 0)
                                    break;
                                if (!(message.sites && message.sites.length))
                                    message.sites = [];
                                message.sites.push(reader.uint32());
                                continue;
                            }
                        case 5: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.min_ns = value;
                                else
                                    delete message.min_ns;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.max_ns = value;
                                else
                                    delete message.max_ns;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                Term.Field = (function() {
                    const valuesById = $Object.create(null), values = $Object.create(valuesById);
                    values[valuesById[0] = "NONE"] = 0;
                    values[valuesById[1] = "GOID"] = 1;
                    values[valuesById[2] = "SITE"] = 2;
                    values[valuesById[3] = "STATE"] = 3;
                    values[valuesById[4] = "REASON"] = 4;
                    values[valuesById[5] = "WOKEN_BY"] = 5;
                    values[valuesById[6] = "WAKES"] = 6;
                    values[valuesById[7] = "PARENT"] = 7;
                    values[valuesById[8] = "STATE_FOR"] = 8;
                    values[valuesById[9] = "AGE"] = 9;
                    return values;
                })();

                return Term;
            })();

            v1.Stage = (function() {
                const valuesById = $Object.create(null), values = $Object.create(valuesById);
                values[valuesById[0] = "CREATE_TO_RUN"] = 0;
                values[valuesById[1] = "READY_TO_RUN"] = 1;
                values[valuesById[2] = "RUN"] = 2;
                values[valuesById[3] = "WAIT"] = 3;
                values[valuesById[4] = "SYSCALL"] = 4;
                values[valuesById[5] = "LIFETIME"] = 5;
                return values;
            })();

            v1.HeatQuery = (function() {

                const HeatQuery = function (properties) {
                    this.stages = [];
                    this.quantiles = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                HeatQuery.prototype.stages = $util.emptyArray;
                HeatQuery.prototype.column_ns = 0;
                HeatQuery.prototype.columns = 0;
                HeatQuery.prototype.quantiles = $util.emptyArray;

                HeatQuery.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.stages != null && message.stages.length)
                        writer.uint32(10).int32s(message.stages);
                    if (message.column_ns != null && $Object.hasOwnProperty.call(message, "column_ns") && !$Object.is(message.column_ns, 0))
                        writer.uint32(17).double(message.column_ns);
                    if (message.columns != null && $Object.hasOwnProperty.call(message, "columns") && message.columns !== 0)
                        writer.uint32(24).uint32(message.columns);
                    if (message.quantiles != null && message.quantiles.length)
                        writer.uint32(34).doubles(message.quantiles);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                HeatQuery.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.HeatQuery();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType === 2) {
                                    if (!(message.stages && message.stages.length))
                                        message.stages = [];
                                    reader.int32s(message.stages);
                                    continue;
                                }
                                if (wireType !== 0)
                                    break;
                                if (!(message.stages && message.stages.length))
                                    message.stages = [];
                                message.stages.push(reader.int32());
                                continue;
                            }
                        case 2: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.column_ns = value;
                                else
                                    delete message.column_ns;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.columns = value;
                                else
                                    delete message.columns;
                                continue;
                            }
                        case 4: {
                                if (wireType === 2) {
                                    if (!(message.quantiles && message.quantiles.length))
                                        message.quantiles = [];
                                    reader.doubles(message.quantiles);
                                    continue;
                                }
                                if (wireType !== 1)
                                    break;
                                if (!(message.quantiles && message.quantiles.length))
                                    message.quantiles = [];
                                message.quantiles.push(reader.double());
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return HeatQuery;
            })();

            v1.Heat = (function() {

                const Heat = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                Heat.prototype.columns = 0;
                Heat.prototype.cells = 0;
                Heat.prototype.column = $util.newBuffer([]);
                Heat.prototype.bucket = $util.newBuffer([]);
                Heat.prototype.count = $util.newBuffer([]);
                Heat.prototype.quantile_ns = $util.newBuffer([]);
                Heat.prototype.max_ns = $util.newBuffer([]);

                Heat.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.columns != null && $Object.hasOwnProperty.call(message, "columns") && message.columns !== 0)
                        writer.uint32(8).uint32(message.columns);
                    if (message.cells != null && $Object.hasOwnProperty.call(message, "cells") && message.cells !== 0)
                        writer.uint32(16).uint32(message.cells);
                    if (message.column != null && $Object.hasOwnProperty.call(message, "column") && message.column.length)
                        writer.uint32(26).bytes(message.column);
                    if (message.bucket != null && $Object.hasOwnProperty.call(message, "bucket") && message.bucket.length)
                        writer.uint32(34).bytes(message.bucket);
                    if (message.count != null && $Object.hasOwnProperty.call(message, "count") && message.count.length)
                        writer.uint32(42).bytes(message.count);
                    if (message.quantile_ns != null && $Object.hasOwnProperty.call(message, "quantile_ns") && message.quantile_ns.length)
                        writer.uint32(50).bytes(message.quantile_ns);
                    if (message.max_ns != null && $Object.hasOwnProperty.call(message, "max_ns") && message.max_ns.length)
                        writer.uint32(58).bytes(message.max_ns);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                Heat.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.Heat();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.columns = value;
                                else
                                    delete message.columns;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.cells = value;
                                else
                                    delete message.cells;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.column = value;
                                else
                                    delete message.column;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.bucket = value;
                                else
                                    delete message.bucket;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.count = value;
                                else
                                    delete message.count;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.quantile_ns = value;
                                else
                                    delete message.quantile_ns;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.max_ns = value;
                                else
                                    delete message.max_ns;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Heat;
            })();

            v1.SeriesQuery = (function() {

                const SeriesQuery = function (properties) {
                    this.sites = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                SeriesQuery.prototype.column_ns = 0;
                SeriesQuery.prototype.columns = 0;
                SeriesQuery.prototype.sites = $util.emptyArray;

                SeriesQuery.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.column_ns != null && $Object.hasOwnProperty.call(message, "column_ns") && !$Object.is(message.column_ns, 0))
                        writer.uint32(9).double(message.column_ns);
                    if (message.columns != null && $Object.hasOwnProperty.call(message, "columns") && message.columns !== 0)
                        writer.uint32(16).uint32(message.columns);
                    if (message.sites != null && message.sites.length)
                        writer.uint32(26).uint32s(message.sites);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                SeriesQuery.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.SeriesQuery();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.column_ns = value;
                                else
                                    delete message.column_ns;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.columns = value;
                                else
                                    delete message.columns;
                                continue;
                            }
                        case 3: {
                                if (wireType === 2) {
                                    if (!(message.sites && message.sites.length))
                                        message.sites = [];
                                    reader.uint32s(message.sites);
                                    continue;
                                }
                                if (wireType !== 0)
                                    break;
                                if (!(message.sites && message.sites.length))
                                    message.sites = [];
                                message.sites.push(reader.uint32());
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return SeriesQuery;
            })();

            v1.Series = (function() {

                const Series = function (properties) {
                    this.sites = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                Series.prototype.columns = 0;
                Series.prototype.ps = 0;
                Series.prototype.undetermined = $util.newBuffer([]);
                Series.prototype.runnable = $util.newBuffer([]);
                Series.prototype.running = $util.newBuffer([]);
                Series.prototype.waiting = $util.newBuffer([]);
                Series.prototype.syscall = $util.newBuffer([]);
                Series.prototype.runs = $util.newBuffer([]);
                Series.prototype.created = $util.newBuffer([]);
                Series.prototype.exited = $util.newBuffer([]);
                Series.prototype.threads = $util.newBuffer([]);
                Series.prototype.busy_ns = $util.newBuffer([]);
                Series.prototype.sites = $util.emptyArray;

                Series.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.columns != null && $Object.hasOwnProperty.call(message, "columns") && message.columns !== 0)
                        writer.uint32(8).uint32(message.columns);
                    if (message.ps != null && $Object.hasOwnProperty.call(message, "ps") && message.ps !== 0)
                        writer.uint32(16).uint32(message.ps);
                    if (message.undetermined != null && $Object.hasOwnProperty.call(message, "undetermined") && message.undetermined.length)
                        writer.uint32(26).bytes(message.undetermined);
                    if (message.runnable != null && $Object.hasOwnProperty.call(message, "runnable") && message.runnable.length)
                        writer.uint32(34).bytes(message.runnable);
                    if (message.running != null && $Object.hasOwnProperty.call(message, "running") && message.running.length)
                        writer.uint32(42).bytes(message.running);
                    if (message.waiting != null && $Object.hasOwnProperty.call(message, "waiting") && message.waiting.length)
                        writer.uint32(50).bytes(message.waiting);
                    if (message.syscall != null && $Object.hasOwnProperty.call(message, "syscall") && message.syscall.length)
                        writer.uint32(58).bytes(message.syscall);
                    if (message.runs != null && $Object.hasOwnProperty.call(message, "runs") && message.runs.length)
                        writer.uint32(66).bytes(message.runs);
                    if (message.created != null && $Object.hasOwnProperty.call(message, "created") && message.created.length)
                        writer.uint32(74).bytes(message.created);
                    if (message.exited != null && $Object.hasOwnProperty.call(message, "exited") && message.exited.length)
                        writer.uint32(82).bytes(message.exited);
                    if (message.threads != null && $Object.hasOwnProperty.call(message, "threads") && message.threads.length)
                        writer.uint32(90).bytes(message.threads);
                    if (message.busy_ns != null && $Object.hasOwnProperty.call(message, "busy_ns") && message.busy_ns.length)
                        writer.uint32(98).bytes(message.busy_ns);
                    if (message.sites != null && message.sites.length)
                        for (let i = 0; i < message.sites.length; ++i)
                            $root.runqscope.stream.v1.SiteSeries.encode(message.sites[i], writer.uint32(106).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                Series.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.Series();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.columns = value;
                                else
                                    delete message.columns;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.ps = value;
                                else
                                    delete message.ps;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.undetermined = value;
                                else
                                    delete message.undetermined;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.runnable = value;
                                else
                                    delete message.runnable;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.running = value;
                                else
                                    delete message.running;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.waiting = value;
                                else
                                    delete message.waiting;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.syscall = value;
                                else
                                    delete message.syscall;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.runs = value;
                                else
                                    delete message.runs;
                                continue;
                            }
                        case 9: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.created = value;
                                else
                                    delete message.created;
                                continue;
                            }
                        case 10: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.exited = value;
                                else
                                    delete message.exited;
                                continue;
                            }
                        case 11: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.threads = value;
                                else
                                    delete message.threads;
                                continue;
                            }
                        case 12: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.busy_ns = value;
                                else
                                    delete message.busy_ns;
                                continue;
                            }
                        case 13: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.sites && message.sites.length))
                                    message.sites = [];
                                message.sites.push($root.runqscope.stream.v1.SiteSeries.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Series;
            })();

            v1.SiteSeries = (function() {

                const SiteSeries = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                SiteSeries.prototype.site = 0;
                SiteSeries.prototype.runs = $util.newBuffer([]);
                SiteSeries.prototype.latency_total_ns = $util.newBuffer([]);
                SiteSeries.prototype.latency_max_ns = $util.newBuffer([]);

                SiteSeries.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.site != null && $Object.hasOwnProperty.call(message, "site") && message.site !== 0)
                        writer.uint32(8).uint32(message.site);
                    if (message.runs != null && $Object.hasOwnProperty.call(message, "runs") && message.runs.length)
                        writer.uint32(18).bytes(message.runs);
                    if (message.latency_total_ns != null && $Object.hasOwnProperty.call(message, "latency_total_ns") && message.latency_total_ns.length)
                        writer.uint32(26).bytes(message.latency_total_ns);
                    if (message.latency_max_ns != null && $Object.hasOwnProperty.call(message, "latency_max_ns") && message.latency_max_ns.length)
                        writer.uint32(34).bytes(message.latency_max_ns);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                SiteSeries.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.SiteSeries();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.site = value;
                                else
                                    delete message.site;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.runs = value;
                                else
                                    delete message.runs;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.latency_total_ns = value;
                                else
                                    delete message.latency_total_ns;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.latency_max_ns = value;
                                else
                                    delete message.latency_max_ns;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return SiteSeries;
            })();

            v1.StatsQuery = (function() {

                const StatsQuery = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                StatsQuery.prototype.sites = 0;

                StatsQuery.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.sites != null && $Object.hasOwnProperty.call(message, "sites") && message.sites !== 0)
                        writer.uint32(8).uint32(message.sites);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                StatsQuery.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.StatsQuery();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.sites = value;
                                else
                                    delete message.sites;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return StatsQuery;
            })();

            v1.Stats = (function() {

                const Stats = function (properties) {
                    this.reasons = [];
                    this.sites = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                Stats.prototype.stages = null;
                Stats.prototype.reasons = $util.emptyArray;
                Stats.prototype.created = 0;
                Stats.prototype.exited = 0;
                Stats.prototype.transitions = 0;
                Stats.prototype.unknown = 0;
                Stats.prototype.sites = $util.emptyArray;
                Stats.prototype.sites_total = 0;

                Stats.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.stages != null && $Object.hasOwnProperty.call(message, "stages"))
                        $root.runqscope.stream.v1.Stages.encode(message.stages, writer.uint32(10).fork(), _depth + 1).ldelim();
                    if (message.reasons != null && message.reasons.length)
                        for (let i = 0; i < message.reasons.length; ++i)
                            $root.runqscope.stream.v1.ReasonStats.encode(message.reasons[i], writer.uint32(18).fork(), _depth + 1).ldelim();
                    if (message.created != null && $Object.hasOwnProperty.call(message, "created") && !$Object.is(message.created, 0))
                        writer.uint32(25).double(message.created);
                    if (message.exited != null && $Object.hasOwnProperty.call(message, "exited") && !$Object.is(message.exited, 0))
                        writer.uint32(33).double(message.exited);
                    if (message.transitions != null && $Object.hasOwnProperty.call(message, "transitions") && !$Object.is(message.transitions, 0))
                        writer.uint32(41).double(message.transitions);
                    if (message.unknown != null && $Object.hasOwnProperty.call(message, "unknown") && !$Object.is(message.unknown, 0))
                        writer.uint32(49).double(message.unknown);
                    if (message.sites != null && message.sites.length)
                        for (let i = 0; i < message.sites.length; ++i)
                            $root.runqscope.stream.v1.SiteStats.encode(message.sites[i], writer.uint32(58).fork(), _depth + 1).ldelim();
                    if (message.sites_total != null && $Object.hasOwnProperty.call(message, "sites_total") && !$Object.is(message.sites_total, 0))
                        writer.uint32(65).double(message.sites_total);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                Stats.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.Stats();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.stages = $root.runqscope.stream.v1.Stages.decode(reader, reader.size(), $undefined, _depth + 1, message.stages);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.reasons && message.reasons.length))
                                    message.reasons = [];
                                message.reasons.push($root.runqscope.stream.v1.ReasonStats.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 3: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.created = value;
                                else
                                    delete message.created;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.exited = value;
                                else
                                    delete message.exited;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.transitions = value;
                                else
                                    delete message.transitions;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.unknown = value;
                                else
                                    delete message.unknown;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.sites && message.sites.length))
                                    message.sites = [];
                                message.sites.push($root.runqscope.stream.v1.SiteStats.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 8: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.sites_total = value;
                                else
                                    delete message.sites_total;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Stats;
            })();

            v1.ReasonStats = (function() {

                const ReasonStats = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                ReasonStats.prototype.reason = 0;
                ReasonStats.prototype.wait = null;

                ReasonStats.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== 0)
                        writer.uint32(8).uint32(message.reason);
                    if (message.wait != null && $Object.hasOwnProperty.call(message, "wait"))
                        $root.runqscope.stream.v1.StageStats.encode(message.wait, writer.uint32(18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                ReasonStats.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.ReasonStats();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.reason = value;
                                else
                                    delete message.reason;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.wait = $root.runqscope.stream.v1.StageStats.decode(reader, reader.size(), $undefined, _depth + 1, message.wait);
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return ReasonStats;
            })();

            v1.SiteStats = (function() {

                const SiteStats = function (properties) {
                    this.reasons = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                SiteStats.prototype.site = 0;
                SiteStats.prototype.live = 0;
                SiteStats.prototype.created = 0;
                SiteStats.prototype.exited = 0;
                SiteStats.prototype.stages = null;
                SiteStats.prototype.reasons = $util.emptyArray;

                SiteStats.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.site != null && $Object.hasOwnProperty.call(message, "site") && message.site !== 0)
                        writer.uint32(8).uint32(message.site);
                    if (message.live != null && $Object.hasOwnProperty.call(message, "live") && !$Object.is(message.live, 0))
                        writer.uint32(17).double(message.live);
                    if (message.created != null && $Object.hasOwnProperty.call(message, "created") && !$Object.is(message.created, 0))
                        writer.uint32(25).double(message.created);
                    if (message.exited != null && $Object.hasOwnProperty.call(message, "exited") && !$Object.is(message.exited, 0))
                        writer.uint32(33).double(message.exited);
                    if (message.stages != null && $Object.hasOwnProperty.call(message, "stages"))
                        $root.runqscope.stream.v1.Stages.encode(message.stages, writer.uint32(42).fork(), _depth + 1).ldelim();
                    if (message.reasons != null && message.reasons.length)
                        for (let i = 0; i < message.reasons.length; ++i)
                            $root.runqscope.stream.v1.ReasonStats.encode(message.reasons[i], writer.uint32(50).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                SiteStats.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.SiteStats();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.site = value;
                                else
                                    delete message.site;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.live = value;
                                else
                                    delete message.live;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.created = value;
                                else
                                    delete message.created;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.exited = value;
                                else
                                    delete message.exited;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                message.stages = $root.runqscope.stream.v1.Stages.decode(reader, reader.size(), $undefined, _depth + 1, message.stages);
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.reasons && message.reasons.length))
                                    message.reasons = [];
                                message.reasons.push($root.runqscope.stream.v1.ReasonStats.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return SiteStats;
            })();

            v1.WorstQuery = (function() {

                const WorstQuery = function (properties) {
                    this.stages = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                WorstQuery.prototype.stages = $util.emptyArray;
                WorstQuery.prototype.min_ns = 0;
                WorstQuery.prototype.max_ns = 0;
                WorstQuery.prototype.limit = 0;

                WorstQuery.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.stages != null && message.stages.length)
                        writer.uint32(10).int32s(message.stages);
                    if (message.min_ns != null && $Object.hasOwnProperty.call(message, "min_ns") && !$Object.is(message.min_ns, 0))
                        writer.uint32(17).double(message.min_ns);
                    if (message.max_ns != null && $Object.hasOwnProperty.call(message, "max_ns") && !$Object.is(message.max_ns, 0))
                        writer.uint32(25).double(message.max_ns);
                    if (message.limit != null && $Object.hasOwnProperty.call(message, "limit") && message.limit !== 0)
                        writer.uint32(32).uint32(message.limit);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                WorstQuery.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.WorstQuery();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType === 2) {
                                    if (!(message.stages && message.stages.length))
                                        message.stages = [];
                                    reader.int32s(message.stages);
                                    continue;
                                }
                                if (wireType !== 0)
                                    break;
                                if (!(message.stages && message.stages.length))
                                    message.stages = [];
                                message.stages.push(reader.int32());
                                continue;
                            }
                        case 2: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.min_ns = value;
                                else
                                    delete message.min_ns;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.max_ns = value;
                                else
                                    delete message.max_ns;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.limit = value;
                                else
                                    delete message.limit;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return WorstQuery;
            })();

            v1.Worst = (function() {

                const Worst = function (properties) {
                    this.intervals = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                Worst.prototype.total = 0;
                Worst.prototype.intervals = $util.emptyArray;

                Worst.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.total != null && $Object.hasOwnProperty.call(message, "total") && !$Object.is(message.total, 0))
                        writer.uint32(9).double(message.total);
                    if (message.intervals != null && message.intervals.length)
                        for (let i = 0; i < message.intervals.length; ++i)
                            $root.runqscope.stream.v1.Interval.encode(message.intervals[i], writer.uint32(18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                Worst.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.Worst();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.total = value;
                                else
                                    delete message.total;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.intervals && message.intervals.length))
                                    message.intervals = [];
                                message.intervals.push($root.runqscope.stream.v1.Interval.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Worst;
            })();

            v1.Interval = (function() {

                const Interval = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                Interval.prototype.goid = 0;
                Interval.prototype.site = 0;
                Interval.prototype.stage = 0;
                Interval.prototype.reason = 0;
                Interval.prototype.begin_ns = 0;
                Interval.prototype.end_ns = 0;
                Interval.prototype.p = 0;
                Interval.prototype.tid = 0;
                Interval.prototype.woken_by = 0;

                Interval.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.goid != null && $Object.hasOwnProperty.call(message, "goid") && !$Object.is(message.goid, 0))
                        writer.uint32(9).double(message.goid);
                    if (message.site != null && $Object.hasOwnProperty.call(message, "site") && message.site !== 0)
                        writer.uint32(16).uint32(message.site);
                    if (message.stage != null && $Object.hasOwnProperty.call(message, "stage") && message.stage !== 0)
                        writer.uint32(24).int32(message.stage);
                    if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== 0)
                        writer.uint32(32).uint32(message.reason);
                    if (message.begin_ns != null && $Object.hasOwnProperty.call(message, "begin_ns") && !$Object.is(message.begin_ns, 0))
                        writer.uint32(41).double(message.begin_ns);
                    if (message.end_ns != null && $Object.hasOwnProperty.call(message, "end_ns") && !$Object.is(message.end_ns, 0))
                        writer.uint32(49).double(message.end_ns);
                    if (message.p != null && $Object.hasOwnProperty.call(message, "p") && message.p !== 0)
                        writer.uint32(56).uint32(message.p);
                    if (message.tid != null && $Object.hasOwnProperty.call(message, "tid") && message.tid !== 0)
                        writer.uint32(64).uint32(message.tid);
                    if (message.woken_by != null && $Object.hasOwnProperty.call(message, "woken_by") && !$Object.is(message.woken_by, 0))
                        writer.uint32(73).double(message.woken_by);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                Interval.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.Interval();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.goid = value;
                                else
                                    delete message.goid;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.site = value;
                                else
                                    delete message.site;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.int32())
                                    message.stage = value;
                                else
                                    delete message.stage;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.reason = value;
                                else
                                    delete message.reason;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.begin_ns = value;
                                else
                                    delete message.begin_ns;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.end_ns = value;
                                else
                                    delete message.end_ns;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.p = value;
                                else
                                    delete message.p;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.tid = value;
                                else
                                    delete message.tid;
                                continue;
                            }
                        case 9: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.woken_by = value;
                                else
                                    delete message.woken_by;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Interval;
            })();

            v1.LanesQuery = (function() {

                const LanesQuery = function (properties) {
                    this.goids = [];
                    this.sites = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                LanesQuery.prototype.pixel_ns = 0;
                LanesQuery.prototype.ps = false;
                LanesQuery.prototype.goids = $util.emptyArray;
                LanesQuery.prototype.sites = $util.emptyArray;
                LanesQuery.prototype.arrows = 0;

                LanesQuery.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.pixel_ns != null && $Object.hasOwnProperty.call(message, "pixel_ns") && !$Object.is(message.pixel_ns, 0))
                        writer.uint32(9).double(message.pixel_ns);
                    if (message.ps != null && $Object.hasOwnProperty.call(message, "ps") && message.ps !== false)
                        writer.uint32(16).bool(message.ps);
                    if (message.goids != null && message.goids.length)
                        writer.uint32(26).doubles(message.goids);
                    if (message.sites != null && message.sites.length)
                        writer.uint32(34).uint32s(message.sites);
                    if (message.arrows != null && $Object.hasOwnProperty.call(message, "arrows") && message.arrows !== 0)
                        writer.uint32(40).uint32(message.arrows);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                LanesQuery.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.LanesQuery();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.pixel_ns = value;
                                else
                                    delete message.pixel_ns;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.ps = value;
                                else
                                    delete message.ps;
                                continue;
                            }
                        case 3: {
                                if (wireType === 2) {
                                    if (!(message.goids && message.goids.length))
                                        message.goids = [];
                                    reader.doubles(message.goids);
                                    continue;
                                }
                                if (wireType !== 1)
                                    break;
                                if (!(message.goids && message.goids.length))
                                    message.goids = [];
                                message.goids.push(reader.double());
                                continue;
                            }
                        case 4: {
                                if (wireType === 2) {
                                    if (!(message.sites && message.sites.length))
                                        message.sites = [];
                                    reader.uint32s(message.sites);
                                    continue;
                                }
                                if (wireType !== 0)
                                    break;
                                if (!(message.sites && message.sites.length))
                                    message.sites = [];
                                message.sites.push(reader.uint32());
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.arrows = value;
                                else
                                    delete message.arrows;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return LanesQuery;
            })();

            v1.Lanes = (function() {

                const Lanes = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                Lanes.prototype.ps = 0;
                Lanes.prototype.spans = 0;
                Lanes.prototype.omitted = 0;
                Lanes.prototype.lane = $util.newBuffer([]);
                Lanes.prototype.begin_ns = $util.newBuffer([]);
                Lanes.prototype.end_ns = $util.newBuffer([]);
                Lanes.prototype.goid = $util.newBuffer([]);
                Lanes.prototype.site = $util.newBuffer([]);
                Lanes.prototype.state = $util.newBuffer([]);
                Lanes.prototype.reason = $util.newBuffer([]);
                Lanes.prototype.merged = $util.newBuffer([]);
                Lanes.prototype.busy_ns = $util.newBuffer([]);
                Lanes.prototype.flags = $util.newBuffer([]);
                Lanes.prototype.arrows = 0;
                Lanes.prototype.arrows_omitted = 0;
                Lanes.prototype.arrow_ns = $util.newBuffer([]);
                Lanes.prototype.arrow_from = $util.newBuffer([]);
                Lanes.prototype.arrow_to = $util.newBuffer([]);
                Lanes.prototype.arrow_run_ns = $util.newBuffer([]);
                Lanes.prototype.arrow_from_p = $util.newBuffer([]);
                Lanes.prototype.arrow_to_p = $util.newBuffer([]);

                Lanes.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.ps != null && $Object.hasOwnProperty.call(message, "ps") && message.ps !== 0)
                        writer.uint32(8).uint32(message.ps);
                    if (message.spans != null && $Object.hasOwnProperty.call(message, "spans") && message.spans !== 0)
                        writer.uint32(16).uint32(message.spans);
                    if (message.omitted != null && $Object.hasOwnProperty.call(message, "omitted") && !$Object.is(message.omitted, 0))
                        writer.uint32(25).double(message.omitted);
                    if (message.lane != null && $Object.hasOwnProperty.call(message, "lane") && message.lane.length)
                        writer.uint32(34).bytes(message.lane);
                    if (message.begin_ns != null && $Object.hasOwnProperty.call(message, "begin_ns") && message.begin_ns.length)
                        writer.uint32(42).bytes(message.begin_ns);
                    if (message.end_ns != null && $Object.hasOwnProperty.call(message, "end_ns") && message.end_ns.length)
                        writer.uint32(50).bytes(message.end_ns);
                    if (message.goid != null && $Object.hasOwnProperty.call(message, "goid") && message.goid.length)
                        writer.uint32(58).bytes(message.goid);
                    if (message.site != null && $Object.hasOwnProperty.call(message, "site") && message.site.length)
                        writer.uint32(66).bytes(message.site);
                    if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state.length)
                        writer.uint32(74).bytes(message.state);
                    if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason.length)
                        writer.uint32(82).bytes(message.reason);
                    if (message.merged != null && $Object.hasOwnProperty.call(message, "merged") && message.merged.length)
                        writer.uint32(90).bytes(message.merged);
                    if (message.busy_ns != null && $Object.hasOwnProperty.call(message, "busy_ns") && message.busy_ns.length)
                        writer.uint32(98).bytes(message.busy_ns);
                    if (message.flags != null && $Object.hasOwnProperty.call(message, "flags") && message.flags.length)
                        writer.uint32(106).bytes(message.flags);
                    if (message.arrows != null && $Object.hasOwnProperty.call(message, "arrows") && message.arrows !== 0)
                        writer.uint32(112).uint32(message.arrows);
                    if (message.arrows_omitted != null && $Object.hasOwnProperty.call(message, "arrows_omitted") && !$Object.is(message.arrows_omitted, 0))
                        writer.uint32(121).double(message.arrows_omitted);
                    if (message.arrow_ns != null && $Object.hasOwnProperty.call(message, "arrow_ns") && message.arrow_ns.length)
                        writer.uint32(130).bytes(message.arrow_ns);
                    if (message.arrow_from != null && $Object.hasOwnProperty.call(message, "arrow_from") && message.arrow_from.length)
                        writer.uint32(138).bytes(message.arrow_from);
                    if (message.arrow_to != null && $Object.hasOwnProperty.call(message, "arrow_to") && message.arrow_to.length)
                        writer.uint32(146).bytes(message.arrow_to);
                    if (message.arrow_run_ns != null && $Object.hasOwnProperty.call(message, "arrow_run_ns") && message.arrow_run_ns.length)
                        writer.uint32(154).bytes(message.arrow_run_ns);
                    if (message.arrow_from_p != null && $Object.hasOwnProperty.call(message, "arrow_from_p") && message.arrow_from_p.length)
                        writer.uint32(162).bytes(message.arrow_from_p);
                    if (message.arrow_to_p != null && $Object.hasOwnProperty.call(message, "arrow_to_p") && message.arrow_to_p.length)
                        writer.uint32(170).bytes(message.arrow_to_p);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                Lanes.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.Lanes();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.ps = value;
                                else
                                    delete message.ps;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.spans = value;
                                else
                                    delete message.spans;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.omitted = value;
                                else
                                    delete message.omitted;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.lane = value;
                                else
                                    delete message.lane;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.begin_ns = value;
                                else
                                    delete message.begin_ns;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.end_ns = value;
                                else
                                    delete message.end_ns;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.goid = value;
                                else
                                    delete message.goid;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.site = value;
                                else
                                    delete message.site;
                                continue;
                            }
                        case 9: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.state = value;
                                else
                                    delete message.state;
                                continue;
                            }
                        case 10: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.reason = value;
                                else
                                    delete message.reason;
                                continue;
                            }
                        case 11: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.merged = value;
                                else
                                    delete message.merged;
                                continue;
                            }
                        case 12: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.busy_ns = value;
                                else
                                    delete message.busy_ns;
                                continue;
                            }
                        case 13: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.flags = value;
                                else
                                    delete message.flags;
                                continue;
                            }
                        case 14: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.arrows = value;
                                else
                                    delete message.arrows;
                                continue;
                            }
                        case 15: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.arrows_omitted = value;
                                else
                                    delete message.arrows_omitted;
                                continue;
                            }
                        case 16: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.arrow_ns = value;
                                else
                                    delete message.arrow_ns;
                                continue;
                            }
                        case 17: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.arrow_from = value;
                                else
                                    delete message.arrow_from;
                                continue;
                            }
                        case 18: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.arrow_to = value;
                                else
                                    delete message.arrow_to;
                                continue;
                            }
                        case 19: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.arrow_run_ns = value;
                                else
                                    delete message.arrow_run_ns;
                                continue;
                            }
                        case 20: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.arrow_from_p = value;
                                else
                                    delete message.arrow_from_p;
                                continue;
                            }
                        case 21: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.arrow_to_p = value;
                                else
                                    delete message.arrow_to_p;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Lanes;
            })();

            v1.GoroutinesQuery = (function() {

                const GoroutinesQuery = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                GoroutinesQuery.prototype.order = 0;
                GoroutinesQuery.prototype.descending = false;
                GoroutinesQuery.prototype.offset = 0;
                GoroutinesQuery.prototype.limit = 0;
                GoroutinesQuery.prototype.by_site = false;

                GoroutinesQuery.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.order != null && $Object.hasOwnProperty.call(message, "order") && message.order !== 0)
                        writer.uint32(8).int32(message.order);
                    if (message.descending != null && $Object.hasOwnProperty.call(message, "descending") && message.descending !== false)
                        writer.uint32(16).bool(message.descending);
                    if (message.offset != null && $Object.hasOwnProperty.call(message, "offset") && message.offset !== 0)
                        writer.uint32(24).uint32(message.offset);
                    if (message.limit != null && $Object.hasOwnProperty.call(message, "limit") && message.limit !== 0)
                        writer.uint32(32).uint32(message.limit);
                    if (message.by_site != null && $Object.hasOwnProperty.call(message, "by_site") && message.by_site !== false)
                        writer.uint32(40).bool(message.by_site);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                GoroutinesQuery.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.GoroutinesQuery();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.int32())
                                    message.order = value;
                                else
                                    delete message.order;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.descending = value;
                                else
                                    delete message.descending;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.offset = value;
                                else
                                    delete message.offset;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.limit = value;
                                else
                                    delete message.limit;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.by_site = value;
                                else
                                    delete message.by_site;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                GoroutinesQuery.Order = (function() {
                    const valuesById = $Object.create(null), values = $Object.create(valuesById);
                    values[valuesById[0] = "ID"] = 0;
                    values[valuesById[1] = "BY_SITE"] = 1;
                    values[valuesById[2] = "BY_STATE"] = 2;
                    values[valuesById[3] = "BY_TIME_IN_STATE"] = 3;
                    values[valuesById[4] = "BY_AGE"] = 4;
                    return values;
                })();

                return GoroutinesQuery;
            })();

            v1.Goroutines = (function() {

                const Goroutines = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                Goroutines.prototype.time_ns = 0;
                Goroutines.prototype.live = 0;
                Goroutines.prototype.matched = 0;
                Goroutines.prototype.rows = 0;
                Goroutines.prototype.goid = $util.newBuffer([]);
                Goroutines.prototype.since_ns = $util.newBuffer([]);
                Goroutines.prototype.created_ns = $util.newBuffer([]);
                Goroutines.prototype.woken_by = $util.newBuffer([]);
                Goroutines.prototype.site = $util.newBuffer([]);
                Goroutines.prototype.tid = $util.newBuffer([]);
                Goroutines.prototype.state = $util.newBuffer([]);
                Goroutines.prototype.reason = $util.newBuffer([]);
                Goroutines.prototype.flags = $util.newBuffer([]);
                Goroutines.prototype.sites = 0;
                Goroutines.prototype.matched_site = $util.newBuffer([]);
                Goroutines.prototype.matched_count = $util.newBuffer([]);

                Goroutines.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.time_ns != null && $Object.hasOwnProperty.call(message, "time_ns") && !$Object.is(message.time_ns, 0))
                        writer.uint32(9).double(message.time_ns);
                    if (message.live != null && $Object.hasOwnProperty.call(message, "live") && !$Object.is(message.live, 0))
                        writer.uint32(17).double(message.live);
                    if (message.matched != null && $Object.hasOwnProperty.call(message, "matched") && !$Object.is(message.matched, 0))
                        writer.uint32(25).double(message.matched);
                    if (message.rows != null && $Object.hasOwnProperty.call(message, "rows") && message.rows !== 0)
                        writer.uint32(32).uint32(message.rows);
                    if (message.goid != null && $Object.hasOwnProperty.call(message, "goid") && message.goid.length)
                        writer.uint32(42).bytes(message.goid);
                    if (message.since_ns != null && $Object.hasOwnProperty.call(message, "since_ns") && message.since_ns.length)
                        writer.uint32(50).bytes(message.since_ns);
                    if (message.created_ns != null && $Object.hasOwnProperty.call(message, "created_ns") && message.created_ns.length)
                        writer.uint32(58).bytes(message.created_ns);
                    if (message.woken_by != null && $Object.hasOwnProperty.call(message, "woken_by") && message.woken_by.length)
                        writer.uint32(66).bytes(message.woken_by);
                    if (message.site != null && $Object.hasOwnProperty.call(message, "site") && message.site.length)
                        writer.uint32(74).bytes(message.site);
                    if (message.tid != null && $Object.hasOwnProperty.call(message, "tid") && message.tid.length)
                        writer.uint32(82).bytes(message.tid);
                    if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state.length)
                        writer.uint32(90).bytes(message.state);
                    if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason.length)
                        writer.uint32(98).bytes(message.reason);
                    if (message.flags != null && $Object.hasOwnProperty.call(message, "flags") && message.flags.length)
                        writer.uint32(106).bytes(message.flags);
                    if (message.sites != null && $Object.hasOwnProperty.call(message, "sites") && message.sites !== 0)
                        writer.uint32(112).uint32(message.sites);
                    if (message.matched_site != null && $Object.hasOwnProperty.call(message, "matched_site") && message.matched_site.length)
                        writer.uint32(122).bytes(message.matched_site);
                    if (message.matched_count != null && $Object.hasOwnProperty.call(message, "matched_count") && message.matched_count.length)
                        writer.uint32(130).bytes(message.matched_count);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                Goroutines.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.Goroutines();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.time_ns = value;
                                else
                                    delete message.time_ns;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.live = value;
                                else
                                    delete message.live;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.matched = value;
                                else
                                    delete message.matched;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.rows = value;
                                else
                                    delete message.rows;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.goid = value;
                                else
                                    delete message.goid;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.since_ns = value;
                                else
                                    delete message.since_ns;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.created_ns = value;
                                else
                                    delete message.created_ns;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.woken_by = value;
                                else
                                    delete message.woken_by;
                                continue;
                            }
                        case 9: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.site = value;
                                else
                                    delete message.site;
                                continue;
                            }
                        case 10: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.tid = value;
                                else
                                    delete message.tid;
                                continue;
                            }
                        case 11: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.state = value;
                                else
                                    delete message.state;
                                continue;
                            }
                        case 12: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.reason = value;
                                else
                                    delete message.reason;
                                continue;
                            }
                        case 13: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.flags = value;
                                else
                                    delete message.flags;
                                continue;
                            }
                        case 14: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.sites = value;
                                else
                                    delete message.sites;
                                continue;
                            }
                        case 15: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.matched_site = value;
                                else
                                    delete message.matched_site;
                                continue;
                            }
                        case 16: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.matched_count = value;
                                else
                                    delete message.matched_count;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Goroutines;
            })();

            v1.GoroutineQuery = (function() {

                const GoroutineQuery = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                GoroutineQuery.prototype.goid = 0;

                GoroutineQuery.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.goid != null && $Object.hasOwnProperty.call(message, "goid") && !$Object.is(message.goid, 0))
                        writer.uint32(9).double(message.goid);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                GoroutineQuery.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.GoroutineQuery();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.goid = value;
                                else
                                    delete message.goid;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return GoroutineQuery;
            })();

            v1.Goroutine = (function() {

                const Goroutine = function (properties) {
                    this.reasons = [];
                    this.woken_by = [];
                    this.woke = [];
                    this.children = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                Goroutine.prototype.goid = 0;
                Goroutine.prototype.known = false;
                Goroutine.prototype.site = 0;
                Goroutine.prototype.state = 0;
                Goroutine.prototype.reason = 0;
                Goroutine.prototype.since_ns = 0;
                Goroutine.prototype.created_ns = 0;
                Goroutine.prototype.exited_ns = 0;
                Goroutine.prototype.parent = 0;
                Goroutine.prototype.tid = 0;
                Goroutine.prototype.stages = null;
                Goroutine.prototype.reasons = $util.emptyArray;
                Goroutine.prototype.transitions = 0;
                Goroutine.prototype.woken_by = $util.emptyArray;
                Goroutine.prototype.woken_by_total = 0;
                Goroutine.prototype.woke = $util.emptyArray;
                Goroutine.prototype.woke_total = 0;
                Goroutine.prototype.children = $util.emptyArray;
                Goroutine.prototype.children_total = 0;

                Goroutine.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.goid != null && $Object.hasOwnProperty.call(message, "goid") && !$Object.is(message.goid, 0))
                        writer.uint32(9).double(message.goid);
                    if (message.known != null && $Object.hasOwnProperty.call(message, "known") && message.known !== false)
                        writer.uint32(16).bool(message.known);
                    if (message.site != null && $Object.hasOwnProperty.call(message, "site") && message.site !== 0)
                        writer.uint32(24).uint32(message.site);
                    if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== 0)
                        writer.uint32(32).uint32(message.state);
                    if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== 0)
                        writer.uint32(40).uint32(message.reason);
                    if (message.since_ns != null && $Object.hasOwnProperty.call(message, "since_ns") && !$Object.is(message.since_ns, 0))
                        writer.uint32(49).double(message.since_ns);
                    if (message.created_ns != null && $Object.hasOwnProperty.call(message, "created_ns") && !$Object.is(message.created_ns, 0))
                        writer.uint32(57).double(message.created_ns);
                    if (message.exited_ns != null && $Object.hasOwnProperty.call(message, "exited_ns") && !$Object.is(message.exited_ns, 0))
                        writer.uint32(65).double(message.exited_ns);
                    if (message.parent != null && $Object.hasOwnProperty.call(message, "parent") && !$Object.is(message.parent, 0))
                        writer.uint32(73).double(message.parent);
                    if (message.tid != null && $Object.hasOwnProperty.call(message, "tid") && message.tid !== 0)
                        writer.uint32(80).uint32(message.tid);
                    if (message.stages != null && $Object.hasOwnProperty.call(message, "stages"))
                        $root.runqscope.stream.v1.Stages.encode(message.stages, writer.uint32(90).fork(), _depth + 1).ldelim();
                    if (message.reasons != null && message.reasons.length)
                        for (let i = 0; i < message.reasons.length; ++i)
                            $root.runqscope.stream.v1.ReasonStats.encode(message.reasons[i], writer.uint32(98).fork(), _depth + 1).ldelim();
                    if (message.transitions != null && $Object.hasOwnProperty.call(message, "transitions") && !$Object.is(message.transitions, 0))
                        writer.uint32(105).double(message.transitions);
                    if (message.woken_by != null && message.woken_by.length)
                        for (let i = 0; i < message.woken_by.length; ++i)
                            $root.runqscope.stream.v1.Peer.encode(message.woken_by[i], writer.uint32(114).fork(), _depth + 1).ldelim();
                    if (message.woken_by_total != null && $Object.hasOwnProperty.call(message, "woken_by_total") && !$Object.is(message.woken_by_total, 0))
                        writer.uint32(121).double(message.woken_by_total);
                    if (message.woke != null && message.woke.length)
                        for (let i = 0; i < message.woke.length; ++i)
                            $root.runqscope.stream.v1.Peer.encode(message.woke[i], writer.uint32(130).fork(), _depth + 1).ldelim();
                    if (message.woke_total != null && $Object.hasOwnProperty.call(message, "woke_total") && !$Object.is(message.woke_total, 0))
                        writer.uint32(137).double(message.woke_total);
                    if (message.children != null && message.children.length)
                        for (let i = 0; i < message.children.length; ++i)
                            $root.runqscope.stream.v1.Peer.encode(message.children[i], writer.uint32(146).fork(), _depth + 1).ldelim();
                    if (message.children_total != null && $Object.hasOwnProperty.call(message, "children_total") && !$Object.is(message.children_total, 0))
                        writer.uint32(153).double(message.children_total);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                Goroutine.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.Goroutine();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.goid = value;
                                else
                                    delete message.goid;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.known = value;
                                else
                                    delete message.known;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.site = value;
                                else
                                    delete message.site;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.state = value;
                                else
                                    delete message.state;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.reason = value;
                                else
                                    delete message.reason;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.since_ns = value;
                                else
                                    delete message.since_ns;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.created_ns = value;
                                else
                                    delete message.created_ns;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.exited_ns = value;
                                else
                                    delete message.exited_ns;
                                continue;
                            }
                        case 9: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.parent = value;
                                else
                                    delete message.parent;
                                continue;
                            }
                        case 10: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.tid = value;
                                else
                                    delete message.tid;
                                continue;
                            }
                        case 11: {
                                if (wireType !== 2)
                                    break;
                                message.stages = $root.runqscope.stream.v1.Stages.decode(reader, reader.size(), $undefined, _depth + 1, message.stages);
                                continue;
                            }
                        case 12: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.reasons && message.reasons.length))
                                    message.reasons = [];
                                message.reasons.push($root.runqscope.stream.v1.ReasonStats.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 13: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.transitions = value;
                                else
                                    delete message.transitions;
                                continue;
                            }
                        case 14: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.woken_by && message.woken_by.length))
                                    message.woken_by = [];
                                message.woken_by.push($root.runqscope.stream.v1.Peer.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 15: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.woken_by_total = value;
                                else
                                    delete message.woken_by_total;
                                continue;
                            }
                        case 16: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.woke && message.woke.length))
                                    message.woke = [];
                                message.woke.push($root.runqscope.stream.v1.Peer.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 17: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.woke_total = value;
                                else
                                    delete message.woke_total;
                                continue;
                            }
                        case 18: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.children && message.children.length))
                                    message.children = [];
                                message.children.push($root.runqscope.stream.v1.Peer.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 19: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.children_total = value;
                                else
                                    delete message.children_total;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Goroutine;
            })();

            v1.Peer = (function() {

                const Peer = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                Peer.prototype.goid = 0;
                Peer.prototype.site = 0;
                Peer.prototype.count = 0;

                Peer.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.goid != null && $Object.hasOwnProperty.call(message, "goid") && !$Object.is(message.goid, 0))
                        writer.uint32(9).double(message.goid);
                    if (message.site != null && $Object.hasOwnProperty.call(message, "site") && message.site !== 0)
                        writer.uint32(16).uint32(message.site);
                    if (message.count != null && $Object.hasOwnProperty.call(message, "count") && !$Object.is(message.count, 0))
                        writer.uint32(25).double(message.count);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                Peer.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.Peer();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.goid = value;
                                else
                                    delete message.goid;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.site = value;
                                else
                                    delete message.site;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.count = value;
                                else
                                    delete message.count;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Peer;
            })();

            v1.TransitionsQuery = (function() {

                const TransitionsQuery = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                TransitionsQuery.prototype.skip = 0;
                TransitionsQuery.prototype.limit = 0;

                TransitionsQuery.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.skip != null && $Object.hasOwnProperty.call(message, "skip") && !$Object.is(message.skip, 0))
                        writer.uint32(9).double(message.skip);
                    if (message.limit != null && $Object.hasOwnProperty.call(message, "limit") && message.limit !== 0)
                        writer.uint32(16).uint32(message.limit);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                TransitionsQuery.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.TransitionsQuery();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.skip = value;
                                else
                                    delete message.skip;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.limit = value;
                                else
                                    delete message.limit;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return TransitionsQuery;
            })();

            v1.TransitionsPage = (function() {

                const TransitionsPage = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                TransitionsPage.prototype.total = 0;
                TransitionsPage.prototype.transitions = null;

                TransitionsPage.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.total != null && $Object.hasOwnProperty.call(message, "total") && !$Object.is(message.total, 0))
                        writer.uint32(9).double(message.total);
                    if (message.transitions != null && $Object.hasOwnProperty.call(message, "transitions"))
                        $root.runqscope.stream.v1.Transitions.encode(message.transitions, writer.uint32(18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                TransitionsPage.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.TransitionsPage();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.total = value;
                                else
                                    delete message.total;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.transitions = $root.runqscope.stream.v1.Transitions.decode(reader, reader.size(), $undefined, _depth + 1, message.transitions);
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return TransitionsPage;
            })();

            v1.Transitions = (function() {

                const Transitions = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                Transitions.prototype.rows = 0;
                Transitions.prototype.time_ns = $util.newBuffer([]);
                Transitions.prototype.since_ns = $util.newBuffer([]);
                Transitions.prototype.goid = $util.newBuffer([]);
                Transitions.prototype.other = $util.newBuffer([]);
                Transitions.prototype.tid = $util.newBuffer([]);
                Transitions.prototype.site = $util.newBuffer([]);
                Transitions.prototype.p = $util.newBuffer([]);
                Transitions.prototype.kind = $util.newBuffer([]);
                Transitions.prototype.from = $util.newBuffer([]);
                Transitions.prototype.to = $util.newBuffer([]);
                Transitions.prototype.reason = $util.newBuffer([]);
                Transitions.prototype.ended_reason = $util.newBuffer([]);
                Transitions.prototype.flags = $util.newBuffer([]);

                Transitions.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.rows != null && $Object.hasOwnProperty.call(message, "rows") && message.rows !== 0)
                        writer.uint32(8).uint32(message.rows);
                    if (message.time_ns != null && $Object.hasOwnProperty.call(message, "time_ns") && message.time_ns.length)
                        writer.uint32(18).bytes(message.time_ns);
                    if (message.since_ns != null && $Object.hasOwnProperty.call(message, "since_ns") && message.since_ns.length)
                        writer.uint32(26).bytes(message.since_ns);
                    if (message.goid != null && $Object.hasOwnProperty.call(message, "goid") && message.goid.length)
                        writer.uint32(34).bytes(message.goid);
                    if (message.other != null && $Object.hasOwnProperty.call(message, "other") && message.other.length)
                        writer.uint32(42).bytes(message.other);
                    if (message.tid != null && $Object.hasOwnProperty.call(message, "tid") && message.tid.length)
                        writer.uint32(50).bytes(message.tid);
                    if (message.site != null && $Object.hasOwnProperty.call(message, "site") && message.site.length)
                        writer.uint32(58).bytes(message.site);
                    if (message.p != null && $Object.hasOwnProperty.call(message, "p") && message.p.length)
                        writer.uint32(66).bytes(message.p);
                    if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind.length)
                        writer.uint32(74).bytes(message.kind);
                    if (message.from != null && $Object.hasOwnProperty.call(message, "from") && message.from.length)
                        writer.uint32(82).bytes(message.from);
                    if (message.to != null && $Object.hasOwnProperty.call(message, "to") && message.to.length)
                        writer.uint32(90).bytes(message.to);
                    if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason.length)
                        writer.uint32(98).bytes(message.reason);
                    if (message.ended_reason != null && $Object.hasOwnProperty.call(message, "ended_reason") && message.ended_reason.length)
                        writer.uint32(106).bytes(message.ended_reason);
                    if (message.flags != null && $Object.hasOwnProperty.call(message, "flags") && message.flags.length)
                        writer.uint32(114).bytes(message.flags);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                Transitions.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.Transitions();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.rows = value;
                                else
                                    delete message.rows;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.time_ns = value;
                                else
                                    delete message.time_ns;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.since_ns = value;
                                else
                                    delete message.since_ns;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.goid = value;
                                else
                                    delete message.goid;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.other = value;
                                else
                                    delete message.other;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.tid = value;
                                else
                                    delete message.tid;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.site = value;
                                else
                                    delete message.site;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.p = value;
                                else
                                    delete message.p;
                                continue;
                            }
                        case 9: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.kind = value;
                                else
                                    delete message.kind;
                                continue;
                            }
                        case 10: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.from = value;
                                else
                                    delete message.from;
                                continue;
                            }
                        case 11: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.to = value;
                                else
                                    delete message.to;
                                continue;
                            }
                        case 12: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.reason = value;
                                else
                                    delete message.reason;
                                continue;
                            }
                        case 13: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.ended_reason = value;
                                else
                                    delete message.ended_reason;
                                continue;
                            }
                        case 14: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.flags = value;
                                else
                                    delete message.flags;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Transitions;
            })();

            v1.PackedTransitions = (function() {

                const PackedTransitions = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                PackedTransitions.prototype.rows = 0;
                PackedTransitions.prototype.time = $util.newBuffer([]);
                PackedTransitions.prototype.length = $util.newBuffer([]);
                PackedTransitions.prototype.goid = $util.newBuffer([]);
                PackedTransitions.prototype.other = $util.newBuffer([]);
                PackedTransitions.prototype.thread = $util.newBuffer([]);
                PackedTransitions.prototype.site = $util.newBuffer([]);
                PackedTransitions.prototype.p = $util.newBuffer([]);
                PackedTransitions.prototype.what = $util.newBuffer([]);
                PackedTransitions.prototype.reason = $util.newBuffer([]);
                PackedTransitions.prototype.ended_reason = $util.newBuffer([]);
                PackedTransitions.prototype.tids = $util.newBuffer([]);
                PackedTransitions.prototype.base_ns = 0;
                PackedTransitions.prototype.long_ns = $util.newBuffer([]);
                PackedTransitions.prototype.long_goid = $util.newBuffer([]);
                PackedTransitions.prototype.long_other = $util.newBuffer([]);

                PackedTransitions.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.rows != null && $Object.hasOwnProperty.call(message, "rows") && message.rows !== 0)
                        writer.uint32(8).uint32(message.rows);
                    if (message.time != null && $Object.hasOwnProperty.call(message, "time") && message.time.length)
                        writer.uint32(18).bytes(message.time);
                    if (message.length != null && $Object.hasOwnProperty.call(message, "length") && message.length.length)
                        writer.uint32(26).bytes(message.length);
                    if (message.goid != null && $Object.hasOwnProperty.call(message, "goid") && message.goid.length)
                        writer.uint32(34).bytes(message.goid);
                    if (message.other != null && $Object.hasOwnProperty.call(message, "other") && message.other.length)
                        writer.uint32(42).bytes(message.other);
                    if (message.thread != null && $Object.hasOwnProperty.call(message, "thread") && message.thread.length)
                        writer.uint32(50).bytes(message.thread);
                    if (message.site != null && $Object.hasOwnProperty.call(message, "site") && message.site.length)
                        writer.uint32(58).bytes(message.site);
                    if (message.p != null && $Object.hasOwnProperty.call(message, "p") && message.p.length)
                        writer.uint32(66).bytes(message.p);
                    if (message.what != null && $Object.hasOwnProperty.call(message, "what") && message.what.length)
                        writer.uint32(74).bytes(message.what);
                    if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason.length)
                        writer.uint32(82).bytes(message.reason);
                    if (message.ended_reason != null && $Object.hasOwnProperty.call(message, "ended_reason") && message.ended_reason.length)
                        writer.uint32(90).bytes(message.ended_reason);
                    if (message.tids != null && $Object.hasOwnProperty.call(message, "tids") && message.tids.length)
                        writer.uint32(98).bytes(message.tids);
                    if (message.base_ns != null && $Object.hasOwnProperty.call(message, "base_ns") && !$Object.is(message.base_ns, 0))
                        writer.uint32(105).double(message.base_ns);
                    if (message.long_ns != null && $Object.hasOwnProperty.call(message, "long_ns") && message.long_ns.length)
                        writer.uint32(114).bytes(message.long_ns);
                    if (message.long_goid != null && $Object.hasOwnProperty.call(message, "long_goid") && message.long_goid.length)
                        writer.uint32(122).bytes(message.long_goid);
                    if (message.long_other != null && $Object.hasOwnProperty.call(message, "long_other") && message.long_other.length)
                        writer.uint32(130).bytes(message.long_other);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                PackedTransitions.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.PackedTransitions();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.rows = value;
                                else
                                    delete message.rows;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.time = value;
                                else
                                    delete message.time;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.length = value;
                                else
                                    delete message.length;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.goid = value;
                                else
                                    delete message.goid;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.other = value;
                                else
                                    delete message.other;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.thread = value;
                                else
                                    delete message.thread;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.site = value;
                                else
                                    delete message.site;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.p = value;
                                else
                                    delete message.p;
                                continue;
                            }
                        case 9: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.what = value;
                                else
                                    delete message.what;
                                continue;
                            }
                        case 10: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.reason = value;
                                else
                                    delete message.reason;
                                continue;
                            }
                        case 11: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.ended_reason = value;
                                else
                                    delete message.ended_reason;
                                continue;
                            }
                        case 12: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.tids = value;
                                else
                                    delete message.tids;
                                continue;
                            }
                        case 13: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.base_ns = value;
                                else
                                    delete message.base_ns;
                                continue;
                            }
                        case 14: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.long_ns = value;
                                else
                                    delete message.long_ns;
                                continue;
                            }
                        case 15: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.long_goid = value;
                                else
                                    delete message.long_goid;
                                continue;
                            }
                        case 16: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.long_other = value;
                                else
                                    delete message.long_other;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return PackedTransitions;
            })();

            v1.Gap = (function() {

                const Gap = function (properties) {
                    this.lost_by_cause = {};
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                Gap.prototype.first_ns = 0;
                Gap.prototype.last_ns = 0;
                Gap.prototype.lost_by_cause = $util.emptyObject;

                Gap.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.first_ns != null && $Object.hasOwnProperty.call(message, "first_ns") && !$Object.is(message.first_ns, 0))
                        writer.uint32(9).double(message.first_ns);
                    if (message.last_ns != null && $Object.hasOwnProperty.call(message, "last_ns") && !$Object.is(message.last_ns, 0))
                        writer.uint32(17).double(message.last_ns);
                    if (message.lost_by_cause != null && $Object.hasOwnProperty.call(message, "lost_by_cause"))
                        for (let keys = $Object.keys(message.lost_by_cause), i = 0; i < keys.length; ++i)
                            writer.uint32(26).fork().uint32(10).string(keys[i]).uint32(17).double(message.lost_by_cause[keys[i]]).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                Gap.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, key, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.Gap();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.first_ns = value;
                                else
                                    delete message.first_ns;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.last_ns = value;
                                else
                                    delete message.last_ns;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if (message.lost_by_cause === $util.emptyObject)
                                    message.lost_by_cause = {};
                                let end2 = reader.size() + reader.pos;
                                if (end2 > reader.len)
                                    throw $RangeError("index out of range");
                                reader.len = end2;
                                key = "";
                                value = 0;
                                while (reader.pos < end2) {
                                    let tag2 = reader.tag();
                                    wireType = tag2 & 7;
                                    switch (tag2 >>>= 3) {
                                    case 1:
                                        if (wireType !== 2)
                                            break;
                                        key = reader.stringVerify();
                                        continue;
                                    case 2:
                                        if (wireType !== 1)
                                            break;
                                        value = reader.double();
                                        continue;
                                    }
                                    reader.skipType(wireType, _depth, tag2);
                                }
                                if (reader.pos !== end2)
                                    throw $RangeError("index out of range");
                                reader.len = end;
                                if (key === "__proto__")
                                    $util.makeProp(message.lost_by_cause, key);
                                message.lost_by_cause[key] = value;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Gap;
            })();

            v1.StageStats = (function() {

                const StageStats = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                StageStats.prototype.count = 0;
                StageStats.prototype.total_ns = 0;
                StageStats.prototype.p50_ns = 0;
                StageStats.prototype.p90_ns = 0;
                StageStats.prototype.p99_ns = 0;
                StageStats.prototype.p999_ns = 0;
                StageStats.prototype.max_ns = 0;

                StageStats.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.count != null && $Object.hasOwnProperty.call(message, "count") && !$Object.is(message.count, 0))
                        writer.uint32(9).double(message.count);
                    if (message.total_ns != null && $Object.hasOwnProperty.call(message, "total_ns") && !$Object.is(message.total_ns, 0))
                        writer.uint32(17).double(message.total_ns);
                    if (message.p50_ns != null && $Object.hasOwnProperty.call(message, "p50_ns") && !$Object.is(message.p50_ns, 0))
                        writer.uint32(25).double(message.p50_ns);
                    if (message.p90_ns != null && $Object.hasOwnProperty.call(message, "p90_ns") && !$Object.is(message.p90_ns, 0))
                        writer.uint32(33).double(message.p90_ns);
                    if (message.p99_ns != null && $Object.hasOwnProperty.call(message, "p99_ns") && !$Object.is(message.p99_ns, 0))
                        writer.uint32(41).double(message.p99_ns);
                    if (message.p999_ns != null && $Object.hasOwnProperty.call(message, "p999_ns") && !$Object.is(message.p999_ns, 0))
                        writer.uint32(49).double(message.p999_ns);
                    if (message.max_ns != null && $Object.hasOwnProperty.call(message, "max_ns") && !$Object.is(message.max_ns, 0))
                        writer.uint32(57).double(message.max_ns);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                StageStats.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.StageStats();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.count = value;
                                else
                                    delete message.count;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.total_ns = value;
                                else
                                    delete message.total_ns;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.p50_ns = value;
                                else
                                    delete message.p50_ns;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.p90_ns = value;
                                else
                                    delete message.p90_ns;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.p99_ns = value;
                                else
                                    delete message.p99_ns;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.p999_ns = value;
                                else
                                    delete message.p999_ns;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.max_ns = value;
                                else
                                    delete message.max_ns;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return StageStats;
            })();

            v1.Stages = (function() {

                const Stages = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                Stages.prototype.create_to_run = null;
                Stages.prototype.ready_to_run = null;
                Stages.prototype.run = null;
                Stages.prototype.wait = null;
                Stages.prototype.syscall = null;
                Stages.prototype.lifetime = null;

                Stages.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.create_to_run != null && $Object.hasOwnProperty.call(message, "create_to_run"))
                        $root.runqscope.stream.v1.StageStats.encode(message.create_to_run, writer.uint32(10).fork(), _depth + 1).ldelim();
                    if (message.ready_to_run != null && $Object.hasOwnProperty.call(message, "ready_to_run"))
                        $root.runqscope.stream.v1.StageStats.encode(message.ready_to_run, writer.uint32(18).fork(), _depth + 1).ldelim();
                    if (message.run != null && $Object.hasOwnProperty.call(message, "run"))
                        $root.runqscope.stream.v1.StageStats.encode(message.run, writer.uint32(26).fork(), _depth + 1).ldelim();
                    if (message.wait != null && $Object.hasOwnProperty.call(message, "wait"))
                        $root.runqscope.stream.v1.StageStats.encode(message.wait, writer.uint32(34).fork(), _depth + 1).ldelim();
                    if (message.syscall != null && $Object.hasOwnProperty.call(message, "syscall"))
                        $root.runqscope.stream.v1.StageStats.encode(message.syscall, writer.uint32(42).fork(), _depth + 1).ldelim();
                    if (message.lifetime != null && $Object.hasOwnProperty.call(message, "lifetime"))
                        $root.runqscope.stream.v1.StageStats.encode(message.lifetime, writer.uint32(50).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                Stages.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.runqscope.stream.v1.Stages();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.create_to_run = $root.runqscope.stream.v1.StageStats.decode(reader, reader.size(), $undefined, _depth + 1, message.create_to_run);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.ready_to_run = $root.runqscope.stream.v1.StageStats.decode(reader, reader.size(), $undefined, _depth + 1, message.ready_to_run);
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.run = $root.runqscope.stream.v1.StageStats.decode(reader, reader.size(), $undefined, _depth + 1, message.run);
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                message.wait = $root.runqscope.stream.v1.StageStats.decode(reader, reader.size(), $undefined, _depth + 1, message.wait);
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                message.syscall = $root.runqscope.stream.v1.StageStats.decode(reader, reader.size(), $undefined, _depth + 1, message.syscall);
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                message.lifetime = $root.runqscope.stream.v1.StageStats.decode(reader, reader.size(), $undefined, _depth + 1, message.lifetime);
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Stages;
            })();

            return v1;
        })();

        return stream;
    })();

    return runqscope;
})();

export {
  $root as default
};
