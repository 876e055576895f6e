// Generated from proto/stream.proto by scripts/gen-proto. Do not edit.
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

                let $oneOfFields;

                $Object.defineProperty(ServerMessage.prototype, "message", {
                    get: $util.oneOfGetter($oneOfFields = ["hello", "snapshot", "aggregate", "transitions", "sites", "gap", "client_loss", "subscription", "end"]),
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

                let $oneOfFields;

                $Object.defineProperty(ClientMessage.prototype, "message", {
                    get: $util.oneOfGetter($oneOfFields = ["subscribe", "unsubscribe"]),
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

            return v1;
        })();

        return stream;
    })();

    return runqscope;
})();

export {
  $root as default
};
