// Generated from proto/ by scripts/gen-proto. Do not edit.
import * as $protobuf from "protobufjs/minimal.js";

/** Namespace runqscope. */
export namespace runqscope {

    /** Namespace stream. */
    namespace stream {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of a ServerMessage.
             * @deprecated Use runqscope.stream.v1.ServerMessage.$Properties instead.
             */
            interface IServerMessage extends runqscope.stream.v1.ServerMessage.$Properties {
            }

            /** Represents a ServerMessage. */
            class ServerMessage {

                /**
                 * Constructs a new ServerMessage.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.ServerMessage.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ServerMessage hello. */
                hello?: (runqscope.stream.v1.Hello.$Properties|null);

                /** ServerMessage snapshot. */
                snapshot?: (runqscope.stream.v1.Snapshot.$Properties|null);

                /** ServerMessage aggregate. */
                aggregate?: (runqscope.stream.v1.Aggregate.$Properties|null);

                /** ServerMessage transitions. */
                transitions?: (runqscope.stream.v1.Transitions.$Properties|null);

                /** ServerMessage sites. */
                sites?: (runqscope.stream.v1.Sites.$Properties|null);

                /** ServerMessage gap. */
                gap?: (runqscope.stream.v1.Gap.$Properties|null);

                /** ServerMessage client_loss. */
                client_loss?: (runqscope.stream.v1.ClientLoss.$Properties|null);

                /** ServerMessage subscription. */
                subscription?: (runqscope.stream.v1.Subscription.$Properties|null);

                /** ServerMessage end. */
                end?: (runqscope.stream.v1.End.$Properties|null);

                /** ServerMessage answer. */
                answer?: (runqscope.stream.v1.Answer.$Properties|null);

                /** ServerMessage packed. */
                packed?: (runqscope.stream.v1.PackedTransitions.$Properties|null);

                /** ServerMessage triggered. */
                triggered?: (runqscope.stream.v1.Triggered.$Properties|null);

                /** ServerMessage flight. */
                flight?: (runqscope.stream.v1.Flight.$Properties|null);

                /** ServerMessage message. */
                message?: ("hello"|"snapshot"|"aggregate"|"transitions"|"sites"|"gap"|"client_loss"|"subscription"|"end"|"answer"|"packed"|"triggered"|"flight");

                /**
                 * Encodes the specified ServerMessage message. Does not implicitly {@link runqscope.stream.v1.ServerMessage.verify|verify} messages.
                 * @param message ServerMessage message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.ServerMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ServerMessage message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.ServerMessage & runqscope.stream.v1.ServerMessage.$Shape} ServerMessage
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.ServerMessage & runqscope.stream.v1.ServerMessage.$Shape;
            }

            namespace ServerMessage {

                /** Properties of a ServerMessage. */
                interface $Properties {

                    /** ServerMessage hello */
                    hello?: (runqscope.stream.v1.Hello.$Properties|null);

                    /** ServerMessage snapshot */
                    snapshot?: (runqscope.stream.v1.Snapshot.$Properties|null);

                    /** ServerMessage aggregate */
                    aggregate?: (runqscope.stream.v1.Aggregate.$Properties|null);

                    /** ServerMessage transitions */
                    transitions?: (runqscope.stream.v1.Transitions.$Properties|null);

                    /** ServerMessage sites */
                    sites?: (runqscope.stream.v1.Sites.$Properties|null);

                    /** ServerMessage gap */
                    gap?: (runqscope.stream.v1.Gap.$Properties|null);

                    /** ServerMessage client_loss */
                    client_loss?: (runqscope.stream.v1.ClientLoss.$Properties|null);

                    /** ServerMessage subscription */
                    subscription?: (runqscope.stream.v1.Subscription.$Properties|null);

                    /** ServerMessage end */
                    end?: (runqscope.stream.v1.End.$Properties|null);

                    /** ServerMessage answer */
                    answer?: (runqscope.stream.v1.Answer.$Properties|null);

                    /** ServerMessage packed */
                    packed?: (runqscope.stream.v1.PackedTransitions.$Properties|null);

                    /** ServerMessage triggered */
                    triggered?: (runqscope.stream.v1.Triggered.$Properties|null);

                    /** ServerMessage flight */
                    flight?: (runqscope.stream.v1.Flight.$Properties|null);

                    /** ServerMessage message */
                    message?: ("hello"|"snapshot"|"aggregate"|"transitions"|"sites"|"gap"|"client_loss"|"subscription"|"end"|"answer"|"packed"|"triggered"|"flight");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a ServerMessage. */
                type $Shape = {
                  hello?: runqscope.stream.v1.Hello.$Shape|null;
                  snapshot?: runqscope.stream.v1.Snapshot.$Shape|null;
                  aggregate?: runqscope.stream.v1.Aggregate.$Shape|null;
                  transitions?: runqscope.stream.v1.Transitions.$Shape|null;
                  sites?: runqscope.stream.v1.Sites.$Shape|null;
                  gap?: runqscope.stream.v1.Gap.$Shape|null;
                  client_loss?: runqscope.stream.v1.ClientLoss.$Shape|null;
                  subscription?: runqscope.stream.v1.Subscription.$Shape|null;
                  end?: runqscope.stream.v1.End.$Shape|null;
                  answer?: runqscope.stream.v1.Answer.$Shape|null;
                  packed?: runqscope.stream.v1.PackedTransitions.$Shape|null;
                  triggered?: runqscope.stream.v1.Triggered.$Shape|null;
                  flight?: runqscope.stream.v1.Flight.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ message?: undefined; hello?: null; snapshot?: null; aggregate?: null; transitions?: null; sites?: null; gap?: null; client_loss?: null; subscription?: null; end?: null; answer?: null; packed?: null; triggered?: null; flight?: null }|{ message?: "hello"; hello: runqscope.stream.v1.Hello.$Shape; snapshot?: null; aggregate?: null; transitions?: null; sites?: null; gap?: null; client_loss?: null; subscription?: null; end?: null; answer?: null; packed?: null; triggered?: null; flight?: null }|{ message?: "snapshot"; hello?: null; snapshot: runqscope.stream.v1.Snapshot.$Shape; aggregate?: null; transitions?: null; sites?: null; gap?: null; client_loss?: null; subscription?: null; end?: null; answer?: null; packed?: null; triggered?: null; flight?: null }|{ message?: "aggregate"; hello?: null; snapshot?: null; aggregate: runqscope.stream.v1.Aggregate.$Shape; transitions?: null; sites?: null; gap?: null; client_loss?: null; subscription?: null; end?: null; answer?: null; packed?: null; triggered?: null; flight?: null }|{ message?: "transitions"; hello?: null; snapshot?: null; aggregate?: null; transitions: runqscope.stream.v1.Transitions.$Shape; sites?: null; gap?: null; client_loss?: null; subscription?: null; end?: null; answer?: null; packed?: null; triggered?: null; flight?: null }|{ message?: "sites"; hello?: null; snapshot?: null; aggregate?: null; transitions?: null; sites: runqscope.stream.v1.Sites.$Shape; gap?: null; client_loss?: null; subscription?: null; end?: null; answer?: null; packed?: null; triggered?: null; flight?: null }|{ message?: "gap"; hello?: null; snapshot?: null; aggregate?: null; transitions?: null; sites?: null; gap: runqscope.stream.v1.Gap.$Shape; client_loss?: null; subscription?: null; end?: null; answer?: null; packed?: null; triggered?: null; flight?: null }|{ message?: "client_loss"; hello?: null; snapshot?: null; aggregate?: null; transitions?: null; sites?: null; gap?: null; client_loss: runqscope.stream.v1.ClientLoss.$Shape; subscription?: null; end?: null; answer?: null; packed?: null; triggered?: null; flight?: null }|{ message?: "subscription"; hello?: null; snapshot?: null; aggregate?: null; transitions?: null; sites?: null; gap?: null; client_loss?: null; subscription: runqscope.stream.v1.Subscription.$Shape; end?: null; answer?: null; packed?: null; triggered?: null; flight?: null }|{ message?: "end"; hello?: null; snapshot?: null; aggregate?: null; transitions?: null; sites?: null; gap?: null; client_loss?: null; subscription?: null; end: runqscope.stream.v1.End.$Shape; answer?: null; packed?: null; triggered?: null; flight?: null }|{ message?: "answer"; hello?: null; snapshot?: null; aggregate?: null; transitions?: null; sites?: null; gap?: null; client_loss?: null; subscription?: null; end?: null; answer: runqscope.stream.v1.Answer.$Shape; packed?: null; triggered?: null; flight?: null }|{ message?: "packed"; hello?: null; snapshot?: null; aggregate?: null; transitions?: null; sites?: null; gap?: null; client_loss?: null; subscription?: null; end?: null; answer?: null; packed: runqscope.stream.v1.PackedTransitions.$Shape; triggered?: null; flight?: null }|{ message?: "triggered"; hello?: null; snapshot?: null; aggregate?: null; transitions?: null; sites?: null; gap?: null; client_loss?: null; subscription?: null; end?: null; answer?: null; packed?: null; triggered: runqscope.stream.v1.Triggered.$Shape; flight?: null }|{ message?: "flight"; hello?: null; snapshot?: null; aggregate?: null; transitions?: null; sites?: null; gap?: null; client_loss?: null; subscription?: null; end?: null; answer?: null; packed?: null; triggered?: null; flight: runqscope.stream.v1.Flight.$Shape })
                );
            }

            /**
             * Properties of a ClientMessage.
             * @deprecated Use runqscope.stream.v1.ClientMessage.$Properties instead.
             */
            interface IClientMessage extends runqscope.stream.v1.ClientMessage.$Properties {
            }

            /** Represents a ClientMessage. */
            class ClientMessage {

                /**
                 * Constructs a new ClientMessage.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.ClientMessage.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ClientMessage subscribe. */
                subscribe?: (runqscope.stream.v1.Subscribe.$Properties|null);

                /** ClientMessage unsubscribe. */
                unsubscribe?: (runqscope.stream.v1.Unsubscribe.$Properties|null);

                /** ClientMessage query. */
                query?: (runqscope.stream.v1.Query.$Properties|null);

                /** ClientMessage trigger. */
                trigger?: (runqscope.stream.v1.Trigger.$Properties|null);

                /** ClientMessage message. */
                message?: ("subscribe"|"unsubscribe"|"query"|"trigger");

                /**
                 * Encodes the specified ClientMessage message. Does not implicitly {@link runqscope.stream.v1.ClientMessage.verify|verify} messages.
                 * @param message ClientMessage message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.ClientMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ClientMessage message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.ClientMessage & runqscope.stream.v1.ClientMessage.$Shape} ClientMessage
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.ClientMessage & runqscope.stream.v1.ClientMessage.$Shape;
            }

            namespace ClientMessage {

                /** Properties of a ClientMessage. */
                interface $Properties {

                    /** ClientMessage subscribe */
                    subscribe?: (runqscope.stream.v1.Subscribe.$Properties|null);

                    /** ClientMessage unsubscribe */
                    unsubscribe?: (runqscope.stream.v1.Unsubscribe.$Properties|null);

                    /** ClientMessage query */
                    query?: (runqscope.stream.v1.Query.$Properties|null);

                    /** ClientMessage trigger */
                    trigger?: (runqscope.stream.v1.Trigger.$Properties|null);

                    /** ClientMessage message */
                    message?: ("subscribe"|"unsubscribe"|"query"|"trigger");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a ClientMessage. */
                type $Shape = {
                  subscribe?: runqscope.stream.v1.Subscribe.$Shape|null;
                  unsubscribe?: runqscope.stream.v1.Unsubscribe.$Shape|null;
                  query?: runqscope.stream.v1.Query.$Shape|null;
                  trigger?: runqscope.stream.v1.Trigger.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ message?: undefined; subscribe?: null; unsubscribe?: null; query?: null; trigger?: null }|{ message?: "subscribe"; subscribe: runqscope.stream.v1.Subscribe.$Shape; unsubscribe?: null; query?: null; trigger?: null }|{ message?: "unsubscribe"; subscribe?: null; unsubscribe: runqscope.stream.v1.Unsubscribe.$Shape; query?: null; trigger?: null }|{ message?: "query"; subscribe?: null; unsubscribe?: null; query: runqscope.stream.v1.Query.$Shape; trigger?: null }|{ message?: "trigger"; subscribe?: null; unsubscribe?: null; query?: null; trigger: runqscope.stream.v1.Trigger.$Shape })
                );
            }

            /**
             * Properties of a Subscribe.
             * @deprecated Use runqscope.stream.v1.Subscribe.$Properties instead.
             */
            interface ISubscribe extends runqscope.stream.v1.Subscribe.$Properties {
            }

            /** Represents a Subscribe. */
            class Subscribe {

                /**
                 * Constructs a new Subscribe.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.Subscribe.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Subscribe all. */
                all: boolean;

                /** Subscribe goids. */
                goids: number[];

                /** Subscribe sites. */
                sites: number[];

                /** Subscribe snapshot. */
                snapshot: boolean;

                /** Subscribe packed. */
                packed: boolean;

                /** Subscribe long_values. */
                long_values: boolean;

                /**
                 * Encodes the specified Subscribe message. Does not implicitly {@link runqscope.stream.v1.Subscribe.verify|verify} messages.
                 * @param message Subscribe message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.Subscribe.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Subscribe message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.Subscribe & runqscope.stream.v1.Subscribe.$Shape} Subscribe
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.Subscribe & runqscope.stream.v1.Subscribe.$Shape;
            }

            namespace Subscribe {

                /** Properties of a Subscribe. */
                interface $Properties {

                    /** Subscribe all */
                    all?: (boolean|null);

                    /** Subscribe goids */
                    goids?: (number[]|null);

                    /** Subscribe sites */
                    sites?: (number[]|null);

                    /** Subscribe snapshot */
                    snapshot?: (boolean|null);

                    /** Subscribe packed */
                    packed?: (boolean|null);

                    /** Subscribe long_values */
                    long_values?: (boolean|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Subscribe. */
                type $Shape = runqscope.stream.v1.Subscribe.$Properties;
            }

            /**
             * Properties of an Unsubscribe.
             * @deprecated Use runqscope.stream.v1.Unsubscribe.$Properties instead.
             */
            interface IUnsubscribe extends runqscope.stream.v1.Unsubscribe.$Properties {
            }

            /** Represents an Unsubscribe. */
            class Unsubscribe {

                /**
                 * Constructs a new Unsubscribe.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.Unsubscribe.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Unsubscribe all. */
                all: boolean;

                /** Unsubscribe goids. */
                goids: number[];

                /** Unsubscribe sites. */
                sites: number[];

                /**
                 * Encodes the specified Unsubscribe message. Does not implicitly {@link runqscope.stream.v1.Unsubscribe.verify|verify} messages.
                 * @param message Unsubscribe message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.Unsubscribe.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Unsubscribe message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.Unsubscribe & runqscope.stream.v1.Unsubscribe.$Shape} Unsubscribe
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.Unsubscribe & runqscope.stream.v1.Unsubscribe.$Shape;
            }

            namespace Unsubscribe {

                /** Properties of an Unsubscribe. */
                interface $Properties {

                    /** Unsubscribe all */
                    all?: (boolean|null);

                    /** Unsubscribe goids */
                    goids?: (number[]|null);

                    /** Unsubscribe sites */
                    sites?: (number[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Unsubscribe. */
                type $Shape = runqscope.stream.v1.Unsubscribe.$Properties;
            }

            /**
             * Properties of a Trigger.
             * @deprecated Use runqscope.stream.v1.Trigger.$Properties instead.
             */
            interface ITrigger extends runqscope.stream.v1.Trigger.$Properties {
            }

            /** Represents a Trigger. */
            class Trigger {

                /**
                 * Constructs a new Trigger.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.Trigger.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Trigger id. */
                id: number;

                /** Trigger reason. */
                reason: string;

                /**
                 * Encodes the specified Trigger message. Does not implicitly {@link runqscope.stream.v1.Trigger.verify|verify} messages.
                 * @param message Trigger message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.Trigger.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Trigger message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.Trigger & runqscope.stream.v1.Trigger.$Shape} Trigger
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.Trigger & runqscope.stream.v1.Trigger.$Shape;
            }

            namespace Trigger {

                /** Properties of a Trigger. */
                interface $Properties {

                    /** Trigger id */
                    id?: (number|null);

                    /** Trigger reason */
                    reason?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Trigger. */
                type $Shape = runqscope.stream.v1.Trigger.$Properties;
            }

            /**
             * Properties of a Triggered.
             * @deprecated Use runqscope.stream.v1.Triggered.$Properties instead.
             */
            interface ITriggered extends runqscope.stream.v1.Triggered.$Properties {
            }

            /** Represents a Triggered. */
            class Triggered {

                /**
                 * Constructs a new Triggered.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.Triggered.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Triggered id. */
                id: number;

                /** Triggered outcome. */
                outcome: runqscope.stream.v1.Triggered.Outcome;

                /** Triggered refused. */
                refused: string;

                /** Triggered path. */
                path: string;

                /** Triggered until_ns. */
                until_ns: number;

                /** Triggered cooldown_ns. */
                cooldown_ns: number;

                /** Triggered files. */
                files: number;

                /**
                 * Encodes the specified Triggered message. Does not implicitly {@link runqscope.stream.v1.Triggered.verify|verify} messages.
                 * @param message Triggered message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.Triggered.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Triggered message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.Triggered & runqscope.stream.v1.Triggered.$Shape} Triggered
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.Triggered & runqscope.stream.v1.Triggered.$Shape;
            }

            namespace Triggered {

                /** Properties of a Triggered. */
                interface $Properties {

                    /** Triggered id */
                    id?: (number|null);

                    /** Triggered outcome */
                    outcome?: (runqscope.stream.v1.Triggered.Outcome|null);

                    /** Triggered refused */
                    refused?: (string|null);

                    /** Triggered path */
                    path?: (string|null);

                    /** Triggered until_ns */
                    until_ns?: (number|null);

                    /** Triggered cooldown_ns */
                    cooldown_ns?: (number|null);

                    /** Triggered files */
                    files?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Triggered. */
                type $Shape = runqscope.stream.v1.Triggered.$Properties;

                /** Outcome enum. */
                enum Outcome {

                    /** NO_RECORDER value */
                    NO_RECORDER = 0,

                    /** WRITING value */
                    WRITING = 1,

                    /** WAITING value */
                    WAITING = 2,

                    /** BUSY value */
                    BUSY = 3,

                    /** COOLING value */
                    COOLING = 4,

                    /** FULL value */
                    FULL = 5,

                    /** FAILED value */
                    FAILED = 6,

                    /** OVER value */
                    OVER = 7
                }
            }

            /**
             * Properties of a Flight.
             * @deprecated Use runqscope.stream.v1.Flight.$Properties instead.
             */
            interface IFlight extends runqscope.stream.v1.Flight.$Properties {
            }

            /** Represents a Flight. */
            class Flight {

                /**
                 * Constructs a new Flight.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.Flight.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Flight path. */
                path: string;

                /** Flight failed. */
                failed: string;

                /** Flight trigger. */
                trigger: string;

                /** Flight triggered_ns. */
                triggered_ns: number;

                /** Flight first_ns. */
                first_ns: number;

                /** Flight last_ns. */
                last_ns: number;

                /** Flight asked_ns. */
                asked_ns: number;

                /** Flight kept_ns. */
                kept_ns: number;

                /** Flight cut. */
                cut: boolean;

                /** Flight transitions. */
                transitions: number;

                /** Flight bytes. */
                bytes: number;

                /**
                 * Encodes the specified Flight message. Does not implicitly {@link runqscope.stream.v1.Flight.verify|verify} messages.
                 * @param message Flight message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.Flight.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Flight message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.Flight & runqscope.stream.v1.Flight.$Shape} Flight
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.Flight & runqscope.stream.v1.Flight.$Shape;
            }

            namespace Flight {

                /** Properties of a Flight. */
                interface $Properties {

                    /** Flight path */
                    path?: (string|null);

                    /** Flight failed */
                    failed?: (string|null);

                    /** Flight trigger */
                    trigger?: (string|null);

                    /** Flight triggered_ns */
                    triggered_ns?: (number|null);

                    /** Flight first_ns */
                    first_ns?: (number|null);

                    /** Flight last_ns */
                    last_ns?: (number|null);

                    /** Flight asked_ns */
                    asked_ns?: (number|null);

                    /** Flight kept_ns */
                    kept_ns?: (number|null);

                    /** Flight cut */
                    cut?: (boolean|null);

                    /** Flight transitions */
                    transitions?: (number|null);

                    /** Flight bytes */
                    bytes?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Flight. */
                type $Shape = runqscope.stream.v1.Flight.$Properties;
            }

            /**
             * Properties of a FlightRecorder.
             * @deprecated Use runqscope.stream.v1.FlightRecorder.$Properties instead.
             */
            interface IFlightRecorder extends runqscope.stream.v1.FlightRecorder.$Properties {
            }

            /** Represents a FlightRecorder. */
            class FlightRecorder {

                /**
                 * Constructs a new FlightRecorder.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.FlightRecorder.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** FlightRecorder span_ns. */
                span_ns: number;

                /** FlightRecorder bytes_max. */
                bytes_max: number;

                /** FlightRecorder post_ns. */
                post_ns: number;

                /** FlightRecorder cooldown_ns. */
                cooldown_ns: number;

                /** FlightRecorder files_max. */
                files_max: number;

                /**
                 * Encodes the specified FlightRecorder message. Does not implicitly {@link runqscope.stream.v1.FlightRecorder.verify|verify} messages.
                 * @param message FlightRecorder message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.FlightRecorder.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a FlightRecorder message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.FlightRecorder & runqscope.stream.v1.FlightRecorder.$Shape} FlightRecorder
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.FlightRecorder & runqscope.stream.v1.FlightRecorder.$Shape;
            }

            namespace FlightRecorder {

                /** Properties of a FlightRecorder. */
                interface $Properties {

                    /** FlightRecorder span_ns */
                    span_ns?: (number|null);

                    /** FlightRecorder bytes_max */
                    bytes_max?: (number|null);

                    /** FlightRecorder post_ns */
                    post_ns?: (number|null);

                    /** FlightRecorder cooldown_ns */
                    cooldown_ns?: (number|null);

                    /** FlightRecorder files_max */
                    files_max?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a FlightRecorder. */
                type $Shape = runqscope.stream.v1.FlightRecorder.$Properties;
            }

            /**
             * Properties of a Subscription.
             * @deprecated Use runqscope.stream.v1.Subscription.$Properties instead.
             */
            interface ISubscription extends runqscope.stream.v1.Subscription.$Properties {
            }

            /** Represents a Subscription. */
            class Subscription {

                /**
                 * Constructs a new Subscription.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.Subscription.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Subscription all. */
                all: boolean;

                /** Subscription goids. */
                goids: number;

                /** Subscription sites. */
                sites: number;

                /**
                 * Encodes the specified Subscription message. Does not implicitly {@link runqscope.stream.v1.Subscription.verify|verify} messages.
                 * @param message Subscription message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.Subscription.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Subscription message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.Subscription & runqscope.stream.v1.Subscription.$Shape} Subscription
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.Subscription & runqscope.stream.v1.Subscription.$Shape;
            }

            namespace Subscription {

                /** Properties of a Subscription. */
                interface $Properties {

                    /** Subscription all */
                    all?: (boolean|null);

                    /** Subscription goids */
                    goids?: (number|null);

                    /** Subscription sites */
                    sites?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Subscription. */
                type $Shape = runqscope.stream.v1.Subscription.$Properties;
            }

            /**
             * Properties of a Hello.
             * @deprecated Use runqscope.stream.v1.Hello.$Properties instead.
             */
            interface IHello extends runqscope.stream.v1.Hello.$Properties {
            }

            /** Represents a Hello. */
            class Hello {

                /**
                 * Constructs a new Hello.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.Hello.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Hello protocol. */
                protocol: number;

                /** Hello version. */
                version: string;

                /** Hello time_unit. */
                time_unit: string;

                /** Hello byte_order. */
                byte_order: string;

                /** Hello pid. */
                pid: number;

                /** Hello go_version. */
                go_version: string;

                /** Hello command. */
                command: string;

                /** Hello base_monotonic_ns. */
                base_monotonic_ns: string;

                /** Hello started_at_unix_ms. */
                started_at_unix_ms: number;

                /** Hello wait_reasons. */
                wait_reasons: string[];

                /** Hello states. */
                states: string[];

                /** Hello kinds. */
                kinds: { [k: string]: string };

                /** Hello syscalls. */
                syscalls: boolean;

                /** Hello recording. */
                recording: boolean;

                /** Hello flight. */
                flight?: (runqscope.stream.v1.FlightRecorder.$Properties|null);

                /**
                 * Encodes the specified Hello message. Does not implicitly {@link runqscope.stream.v1.Hello.verify|verify} messages.
                 * @param message Hello message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.Hello.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Hello message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.Hello & runqscope.stream.v1.Hello.$Shape} Hello
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.Hello & runqscope.stream.v1.Hello.$Shape;
            }

            namespace Hello {

                /** Properties of a Hello. */
                interface $Properties {

                    /** Hello protocol */
                    protocol?: (number|null);

                    /** Hello version */
                    version?: (string|null);

                    /** Hello time_unit */
                    time_unit?: (string|null);

                    /** Hello byte_order */
                    byte_order?: (string|null);

                    /** Hello pid */
                    pid?: (number|null);

                    /** Hello go_version */
                    go_version?: (string|null);

                    /** Hello command */
                    command?: (string|null);

                    /** Hello base_monotonic_ns */
                    base_monotonic_ns?: (string|null);

                    /** Hello started_at_unix_ms */
                    started_at_unix_ms?: (number|null);

                    /** Hello wait_reasons */
                    wait_reasons?: (string[]|null);

                    /** Hello states */
                    states?: (string[]|null);

                    /** Hello kinds */
                    kinds?: ({ [k: string]: string }|null);

                    /** Hello syscalls */
                    syscalls?: (boolean|null);

                    /** Hello recording */
                    recording?: (boolean|null);

                    /** Hello flight */
                    flight?: (runqscope.stream.v1.FlightRecorder.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Hello. */
                type $Shape = runqscope.stream.v1.Hello.$Properties;
            }

            /**
             * Properties of a Site.
             * @deprecated Use runqscope.stream.v1.Site.$Properties instead.
             */
            interface ISite extends runqscope.stream.v1.Site.$Properties {
            }

            /** Represents a Site. */
            class Site {

                /**
                 * Constructs a new Site.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.Site.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Site site. */
                site: number;

                /** Site function. */
                function: string;

                /** Site created_at. */
                created_at: string;

                /** Site created_by. */
                created_by: string;

                /** Site system. */
                system: boolean;

                /**
                 * Encodes the specified Site message. Does not implicitly {@link runqscope.stream.v1.Site.verify|verify} messages.
                 * @param message Site message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.Site.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Site message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.Site & runqscope.stream.v1.Site.$Shape} Site
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.Site & runqscope.stream.v1.Site.$Shape;
            }

            namespace Site {

                /** Properties of a Site. */
                interface $Properties {

                    /** Site site */
                    site?: (number|null);

                    /** Site function */
                    "function"?: (string|null);

                    /** Site created_at */
                    created_at?: (string|null);

                    /** Site created_by */
                    created_by?: (string|null);

                    /** Site system */
                    system?: (boolean|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Site. */
                type $Shape = runqscope.stream.v1.Site.$Properties;
            }

            /**
             * Properties of a Sites.
             * @deprecated Use runqscope.stream.v1.Sites.$Properties instead.
             */
            interface ISites extends runqscope.stream.v1.Sites.$Properties {
            }

            /** Represents a Sites. */
            class Sites {

                /**
                 * Constructs a new Sites.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.Sites.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Sites sites. */
                sites: runqscope.stream.v1.Site.$Properties[];

                /**
                 * Encodes the specified Sites message. Does not implicitly {@link runqscope.stream.v1.Sites.verify|verify} messages.
                 * @param message Sites message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.Sites.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Sites message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.Sites & runqscope.stream.v1.Sites.$Shape} Sites
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.Sites & runqscope.stream.v1.Sites.$Shape;
            }

            namespace Sites {

                /** Properties of a Sites. */
                interface $Properties {

                    /** Sites sites */
                    sites?: (runqscope.stream.v1.Site.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Sites. */
                type $Shape = runqscope.stream.v1.Sites.$Properties;
            }

            /**
             * Properties of a Snapshot.
             * @deprecated Use runqscope.stream.v1.Snapshot.$Properties instead.
             */
            interface ISnapshot extends runqscope.stream.v1.Snapshot.$Properties {
            }

            /** Represents a Snapshot. */
            class Snapshot {

                /**
                 * Constructs a new Snapshot.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.Snapshot.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Snapshot time_ns. */
                time_ns: number;

                /** Snapshot rows. */
                rows: number;

                /** Snapshot total. */
                total: number;

                /** Snapshot goid. */
                goid: Uint8Array;

                /** Snapshot since_ns. */
                since_ns: Uint8Array;

                /** Snapshot site. */
                site: Uint8Array;

                /** Snapshot tid. */
                tid: Uint8Array;

                /** Snapshot state. */
                state: Uint8Array;

                /** Snapshot reason. */
                reason: Uint8Array;

                /** Snapshot flags. */
                flags: Uint8Array;

                /** Snapshot sites. */
                sites: runqscope.stream.v1.Site.$Properties[];

                /**
                 * Encodes the specified Snapshot message. Does not implicitly {@link runqscope.stream.v1.Snapshot.verify|verify} messages.
                 * @param message Snapshot message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.Snapshot.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Snapshot message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.Snapshot & runqscope.stream.v1.Snapshot.$Shape} Snapshot
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.Snapshot & runqscope.stream.v1.Snapshot.$Shape;
            }

            namespace Snapshot {

                /** Properties of a Snapshot. */
                interface $Properties {

                    /** Snapshot time_ns */
                    time_ns?: (number|null);

                    /** Snapshot rows */
                    rows?: (number|null);

                    /** Snapshot total */
                    total?: (number|null);

                    /** Snapshot goid */
                    goid?: (Uint8Array|null);

                    /** Snapshot since_ns */
                    since_ns?: (Uint8Array|null);

                    /** Snapshot site */
                    site?: (Uint8Array|null);

                    /** Snapshot tid */
                    tid?: (Uint8Array|null);

                    /** Snapshot state */
                    state?: (Uint8Array|null);

                    /** Snapshot reason */
                    reason?: (Uint8Array|null);

                    /** Snapshot flags */
                    flags?: (Uint8Array|null);

                    /** Snapshot sites */
                    sites?: (runqscope.stream.v1.Site.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Snapshot. */
                type $Shape = runqscope.stream.v1.Snapshot.$Properties;
            }

            /**
             * Properties of a ClientLoss.
             * @deprecated Use runqscope.stream.v1.ClientLoss.$Properties instead.
             */
            interface IClientLoss extends runqscope.stream.v1.ClientLoss.$Properties {
            }

            /** Represents a ClientLoss. */
            class ClientLoss {

                /**
                 * Constructs a new ClientLoss.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.ClientLoss.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ClientLoss lost. */
                lost: number;

                /** ClientLoss lost_total. */
                lost_total: number;

                /** ClientLoss first_ns. */
                first_ns: number;

                /** ClientLoss last_ns. */
                last_ns: number;

                /**
                 * Encodes the specified ClientLoss message. Does not implicitly {@link runqscope.stream.v1.ClientLoss.verify|verify} messages.
                 * @param message ClientLoss message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.ClientLoss.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ClientLoss message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.ClientLoss & runqscope.stream.v1.ClientLoss.$Shape} ClientLoss
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.ClientLoss & runqscope.stream.v1.ClientLoss.$Shape;
            }

            namespace ClientLoss {

                /** Properties of a ClientLoss. */
                interface $Properties {

                    /** ClientLoss lost */
                    lost?: (number|null);

                    /** ClientLoss lost_total */
                    lost_total?: (number|null);

                    /** ClientLoss first_ns */
                    first_ns?: (number|null);

                    /** ClientLoss last_ns */
                    last_ns?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ClientLoss. */
                type $Shape = runqscope.stream.v1.ClientLoss.$Properties;
            }

            /**
             * Properties of an End.
             * @deprecated Use runqscope.stream.v1.End.$Properties instead.
             */
            interface IEnd extends runqscope.stream.v1.End.$Properties {
            }

            /** Represents an End. */
            class End {

                /**
                 * Constructs a new End.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.End.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** End reason. */
                reason: string;

                /** End aggregate. */
                aggregate?: (runqscope.stream.v1.Aggregate.$Properties|null);

                /**
                 * Encodes the specified End message. Does not implicitly {@link runqscope.stream.v1.End.verify|verify} messages.
                 * @param message End message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.End.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an End message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.End & runqscope.stream.v1.End.$Shape} End
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.End & runqscope.stream.v1.End.$Shape;
            }

            namespace End {

                /** Properties of an End. */
                interface $Properties {

                    /** End reason */
                    reason?: (string|null);

                    /** End aggregate */
                    aggregate?: (runqscope.stream.v1.Aggregate.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an End. */
                type $Shape = runqscope.stream.v1.End.$Properties;
            }

            /**
             * Properties of a GoroutineCounts.
             * @deprecated Use runqscope.stream.v1.GoroutineCounts.$Properties instead.
             */
            interface IGoroutineCounts extends runqscope.stream.v1.GoroutineCounts.$Properties {
            }

            /** Represents a GoroutineCounts. */
            class GoroutineCounts {

                /**
                 * Constructs a new GoroutineCounts.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.GoroutineCounts.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GoroutineCounts seen. */
                seen: number;

                /** GoroutineCounts snapshot. */
                snapshot: number;

                /** GoroutineCounts created. */
                created: number;

                /** GoroutineCounts exited. */
                exited: number;

                /** GoroutineCounts live. */
                live: number;

                /** GoroutineCounts live_system. */
                live_system: number;

                /**
                 * Encodes the specified GoroutineCounts message. Does not implicitly {@link runqscope.stream.v1.GoroutineCounts.verify|verify} messages.
                 * @param message GoroutineCounts message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.GoroutineCounts.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GoroutineCounts message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.GoroutineCounts & runqscope.stream.v1.GoroutineCounts.$Shape} GoroutineCounts
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.GoroutineCounts & runqscope.stream.v1.GoroutineCounts.$Shape;
            }

            namespace GoroutineCounts {

                /** Properties of a GoroutineCounts. */
                interface $Properties {

                    /** GoroutineCounts seen */
                    seen?: (number|null);

                    /** GoroutineCounts snapshot */
                    snapshot?: (number|null);

                    /** GoroutineCounts created */
                    created?: (number|null);

                    /** GoroutineCounts exited */
                    exited?: (number|null);

                    /** GoroutineCounts live */
                    live?: (number|null);

                    /** GoroutineCounts live_system */
                    live_system?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GoroutineCounts. */
                type $Shape = runqscope.stream.v1.GoroutineCounts.$Properties;
            }

            /**
             * Properties of a SiteAggregate.
             * @deprecated Use runqscope.stream.v1.SiteAggregate.$Properties instead.
             */
            interface ISiteAggregate extends runqscope.stream.v1.SiteAggregate.$Properties {
            }

            /** Represents a SiteAggregate. */
            class SiteAggregate {

                /**
                 * Constructs a new SiteAggregate.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.SiteAggregate.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SiteAggregate site. */
                site: number;

                /** SiteAggregate live. */
                live: number;

                /** SiteAggregate created. */
                created: number;

                /** SiteAggregate exited. */
                exited: number;

                /** SiteAggregate stages. */
                stages?: (runqscope.stream.v1.Stages.$Properties|null);

                /**
                 * Encodes the specified SiteAggregate message. Does not implicitly {@link runqscope.stream.v1.SiteAggregate.verify|verify} messages.
                 * @param message SiteAggregate message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.SiteAggregate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SiteAggregate message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.SiteAggregate & runqscope.stream.v1.SiteAggregate.$Shape} SiteAggregate
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.SiteAggregate & runqscope.stream.v1.SiteAggregate.$Shape;
            }

            namespace SiteAggregate {

                /** Properties of a SiteAggregate. */
                interface $Properties {

                    /** SiteAggregate site */
                    site?: (number|null);

                    /** SiteAggregate live */
                    live?: (number|null);

                    /** SiteAggregate created */
                    created?: (number|null);

                    /** SiteAggregate exited */
                    exited?: (number|null);

                    /** SiteAggregate stages */
                    stages?: (runqscope.stream.v1.Stages.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SiteAggregate. */
                type $Shape = runqscope.stream.v1.SiteAggregate.$Properties;
            }

            /**
             * Properties of an Aggregate.
             * @deprecated Use runqscope.stream.v1.Aggregate.$Properties instead.
             */
            interface IAggregate extends runqscope.stream.v1.Aggregate.$Properties {
            }

            /** Represents an Aggregate. */
            class Aggregate {

                /**
                 * Constructs a new Aggregate.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.Aggregate.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Aggregate time_ns. */
                time_ns: number;

                /** Aggregate duration_ns. */
                duration_ns: number;

                /** Aggregate events. */
                events: number;

                /** Aggregate produced. */
                produced: number;

                /** Aggregate hits_per_s. */
                hits_per_s: number;

                /** Aggregate hit_cost_ns. */
                hit_cost_ns: number;

                /** Aggregate lost. */
                lost: number;

                /** Aggregate lost_by_cause. */
                lost_by_cause: { [k: string]: number };

                /** Aggregate undetermined. */
                undetermined: number;

                /** Aggregate censored. */
                censored: number;

                /** Aggregate disagreements. */
                disagreements: number;

                /** Aggregate goroutines. */
                goroutines?: (runqscope.stream.v1.GoroutineCounts.$Properties|null);

                /** Aggregate states. */
                states: { [k: string]: number };

                /** Aggregate stages. */
                stages?: (runqscope.stream.v1.Stages.$Properties|null);

                /** Aggregate window_ns. */
                window_ns: number;

                /** Aggregate window. */
                window?: (runqscope.stream.v1.Stages.$Properties|null);

                /** Aggregate wait_reasons. */
                wait_reasons: { [k: string]: runqscope.stream.v1.StageStats.$Properties };

                /** Aggregate sites. */
                sites: runqscope.stream.v1.SiteAggregate.$Properties[];

                /** Aggregate sites_total. */
                sites_total: number;

                /**
                 * Encodes the specified Aggregate message. Does not implicitly {@link runqscope.stream.v1.Aggregate.verify|verify} messages.
                 * @param message Aggregate message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.Aggregate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Aggregate message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.Aggregate & runqscope.stream.v1.Aggregate.$Shape} Aggregate
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.Aggregate & runqscope.stream.v1.Aggregate.$Shape;
            }

            namespace Aggregate {

                /** Properties of an Aggregate. */
                interface $Properties {

                    /** Aggregate time_ns */
                    time_ns?: (number|null);

                    /** Aggregate duration_ns */
                    duration_ns?: (number|null);

                    /** Aggregate events */
                    events?: (number|null);

                    /** Aggregate produced */
                    produced?: (number|null);

                    /** Aggregate hits_per_s */
                    hits_per_s?: (number|null);

                    /** Aggregate hit_cost_ns */
                    hit_cost_ns?: (number|null);

                    /** Aggregate lost */
                    lost?: (number|null);

                    /** Aggregate lost_by_cause */
                    lost_by_cause?: ({ [k: string]: number }|null);

                    /** Aggregate undetermined */
                    undetermined?: (number|null);

                    /** Aggregate censored */
                    censored?: (number|null);

                    /** Aggregate disagreements */
                    disagreements?: (number|null);

                    /** Aggregate goroutines */
                    goroutines?: (runqscope.stream.v1.GoroutineCounts.$Properties|null);

                    /** Aggregate states */
                    states?: ({ [k: string]: number }|null);

                    /** Aggregate stages */
                    stages?: (runqscope.stream.v1.Stages.$Properties|null);

                    /** Aggregate window_ns */
                    window_ns?: (number|null);

                    /** Aggregate window */
                    window?: (runqscope.stream.v1.Stages.$Properties|null);

                    /** Aggregate wait_reasons */
                    wait_reasons?: ({ [k: string]: runqscope.stream.v1.StageStats.$Properties }|null);

                    /** Aggregate sites */
                    sites?: (runqscope.stream.v1.SiteAggregate.$Properties[]|null);

                    /** Aggregate sites_total */
                    sites_total?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Aggregate. */
                type $Shape = runqscope.stream.v1.Aggregate.$Properties;
            }

            /**
             * Properties of a Query.
             * @deprecated Use runqscope.stream.v1.Query.$Properties instead.
             */
            interface IQuery extends runqscope.stream.v1.Query.$Properties {
            }

            /** Represents a Query. */
            class Query {

                /**
                 * Constructs a new Query.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.Query.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Query id. */
                id: number;

                /** Query first_ns. */
                first_ns: number;

                /** Query last_ns. */
                last_ns: number;

                /** Query filter. */
                filter?: (runqscope.stream.v1.Filter.$Properties|null);

                /** Query heat. */
                heat?: (runqscope.stream.v1.HeatQuery.$Properties|null);

                /** Query series. */
                series?: (runqscope.stream.v1.SeriesQuery.$Properties|null);

                /** Query stats. */
                stats?: (runqscope.stream.v1.StatsQuery.$Properties|null);

                /** Query worst. */
                worst?: (runqscope.stream.v1.WorstQuery.$Properties|null);

                /** Query lanes. */
                lanes?: (runqscope.stream.v1.LanesQuery.$Properties|null);

                /** Query goroutines. */
                goroutines?: (runqscope.stream.v1.GoroutinesQuery.$Properties|null);

                /** Query goroutine. */
                goroutine?: (runqscope.stream.v1.GoroutineQuery.$Properties|null);

                /** Query transitions. */
                transitions?: (runqscope.stream.v1.TransitionsQuery.$Properties|null);

                /**
                 * Encodes the specified Query message. Does not implicitly {@link runqscope.stream.v1.Query.verify|verify} messages.
                 * @param message Query message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.Query.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Query message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.Query & runqscope.stream.v1.Query.$Shape} Query
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.Query & runqscope.stream.v1.Query.$Shape;
            }

            namespace Query {

                /** Properties of a Query. */
                interface $Properties {

                    /** Query id */
                    id?: (number|null);

                    /** Query first_ns */
                    first_ns?: (number|null);

                    /** Query last_ns */
                    last_ns?: (number|null);

                    /** Query filter */
                    filter?: (runqscope.stream.v1.Filter.$Properties|null);

                    /** Query heat */
                    heat?: (runqscope.stream.v1.HeatQuery.$Properties|null);

                    /** Query series */
                    series?: (runqscope.stream.v1.SeriesQuery.$Properties|null);

                    /** Query stats */
                    stats?: (runqscope.stream.v1.StatsQuery.$Properties|null);

                    /** Query worst */
                    worst?: (runqscope.stream.v1.WorstQuery.$Properties|null);

                    /** Query lanes */
                    lanes?: (runqscope.stream.v1.LanesQuery.$Properties|null);

                    /** Query goroutines */
                    goroutines?: (runqscope.stream.v1.GoroutinesQuery.$Properties|null);

                    /** Query goroutine */
                    goroutine?: (runqscope.stream.v1.GoroutineQuery.$Properties|null);

                    /** Query transitions */
                    transitions?: (runqscope.stream.v1.TransitionsQuery.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Query. */
                type $Shape = runqscope.stream.v1.Query.$Properties;
            }

            /**
             * Properties of an Answer.
             * @deprecated Use runqscope.stream.v1.Answer.$Properties instead.
             */
            interface IAnswer extends runqscope.stream.v1.Answer.$Properties {
            }

            /** Represents an Answer. */
            class Answer {

                /**
                 * Constructs a new Answer.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.Answer.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Answer id. */
                id: number;

                /** Answer history. */
                history?: (runqscope.stream.v1.History.$Properties|null);

                /** Answer first_ns. */
                first_ns: number;

                /** Answer last_ns. */
                last_ns: number;

                /** Answer refused. */
                refused: string;

                /** Answer gaps. */
                gaps: runqscope.stream.v1.Gap.$Properties[];

                /** Answer heat. */
                heat?: (runqscope.stream.v1.Heat.$Properties|null);

                /** Answer series. */
                series?: (runqscope.stream.v1.Series.$Properties|null);

                /** Answer stats. */
                stats?: (runqscope.stream.v1.Stats.$Properties|null);

                /** Answer worst. */
                worst?: (runqscope.stream.v1.Worst.$Properties|null);

                /** Answer lanes. */
                lanes?: (runqscope.stream.v1.Lanes.$Properties|null);

                /** Answer goroutines. */
                goroutines?: (runqscope.stream.v1.Goroutines.$Properties|null);

                /** Answer goroutine. */
                goroutine?: (runqscope.stream.v1.Goroutine.$Properties|null);

                /** Answer transitions. */
                transitions?: (runqscope.stream.v1.TransitionsPage.$Properties|null);

                /**
                 * Encodes the specified Answer message. Does not implicitly {@link runqscope.stream.v1.Answer.verify|verify} messages.
                 * @param message Answer message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.Answer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Answer message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.Answer & runqscope.stream.v1.Answer.$Shape} Answer
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.Answer & runqscope.stream.v1.Answer.$Shape;
            }

            namespace Answer {

                /** Properties of an Answer. */
                interface $Properties {

                    /** Answer id */
                    id?: (number|null);

                    /** Answer history */
                    history?: (runqscope.stream.v1.History.$Properties|null);

                    /** Answer first_ns */
                    first_ns?: (number|null);

                    /** Answer last_ns */
                    last_ns?: (number|null);

                    /** Answer refused */
                    refused?: (string|null);

                    /** Answer gaps */
                    gaps?: (runqscope.stream.v1.Gap.$Properties[]|null);

                    /** Answer heat */
                    heat?: (runqscope.stream.v1.Heat.$Properties|null);

                    /** Answer series */
                    series?: (runqscope.stream.v1.Series.$Properties|null);

                    /** Answer stats */
                    stats?: (runqscope.stream.v1.Stats.$Properties|null);

                    /** Answer worst */
                    worst?: (runqscope.stream.v1.Worst.$Properties|null);

                    /** Answer lanes */
                    lanes?: (runqscope.stream.v1.Lanes.$Properties|null);

                    /** Answer goroutines */
                    goroutines?: (runqscope.stream.v1.Goroutines.$Properties|null);

                    /** Answer goroutine */
                    goroutine?: (runqscope.stream.v1.Goroutine.$Properties|null);

                    /** Answer transitions */
                    transitions?: (runqscope.stream.v1.TransitionsPage.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Answer. */
                type $Shape = runqscope.stream.v1.Answer.$Properties;
            }

            /**
             * Properties of a History.
             * @deprecated Use runqscope.stream.v1.History.$Properties instead.
             */
            interface IHistory extends runqscope.stream.v1.History.$Properties {
            }

            /** Represents a History. */
            class History {

                /**
                 * Constructs a new History.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.History.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** History first_ns. */
                first_ns: number;

                /** History last_ns. */
                last_ns: number;

                /** History rows. */
                rows: number;

                /** History forgotten. */
                forgotten: number;

                /** History bytes. */
                bytes: number;

                /** History bytes_max. */
                bytes_max: number;

                /**
                 * Encodes the specified History message. Does not implicitly {@link runqscope.stream.v1.History.verify|verify} messages.
                 * @param message History message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.History.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a History message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.History & runqscope.stream.v1.History.$Shape} History
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.History & runqscope.stream.v1.History.$Shape;
            }

            namespace History {

                /** Properties of a History. */
                interface $Properties {

                    /** History first_ns */
                    first_ns?: (number|null);

                    /** History last_ns */
                    last_ns?: (number|null);

                    /** History rows */
                    rows?: (number|null);

                    /** History forgotten */
                    forgotten?: (number|null);

                    /** History bytes */
                    bytes?: (number|null);

                    /** History bytes_max */
                    bytes_max?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a History. */
                type $Shape = runqscope.stream.v1.History.$Properties;
            }

            /**
             * Properties of a Filter.
             * @deprecated Use runqscope.stream.v1.Filter.$Properties instead.
             */
            interface IFilter extends runqscope.stream.v1.Filter.$Properties {
            }

            /** Represents a Filter. */
            class Filter {

                /**
                 * Constructs a new Filter.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.Filter.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Filter system. */
                system: boolean;

                /** Filter terms. */
                terms: runqscope.stream.v1.Term.$Properties[];

                /**
                 * Encodes the specified Filter message. Does not implicitly {@link runqscope.stream.v1.Filter.verify|verify} messages.
                 * @param message Filter message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.Filter.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Filter message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.Filter & runqscope.stream.v1.Filter.$Shape} Filter
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.Filter & runqscope.stream.v1.Filter.$Shape;
            }

            namespace Filter {

                /** Properties of a Filter. */
                interface $Properties {

                    /** Filter system */
                    system?: (boolean|null);

                    /** Filter terms */
                    terms?: (runqscope.stream.v1.Term.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Filter. */
                type $Shape = runqscope.stream.v1.Filter.$Properties;
            }

            /**
             * Properties of a Term.
             * @deprecated Use runqscope.stream.v1.Term.$Properties instead.
             */
            interface ITerm extends runqscope.stream.v1.Term.$Properties {
            }

            /** Represents a Term. */
            class Term {

                /**
                 * Constructs a new Term.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.Term.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Term field. */
                field: runqscope.stream.v1.Term.Field;

                /** Term not. */
                not: boolean;

                /** Term values. */
                values: number[];

                /** Term sites. */
                sites: number[];

                /** Term min_ns. */
                min_ns: number;

                /** Term max_ns. */
                max_ns: number;

                /**
                 * Encodes the specified Term message. Does not implicitly {@link runqscope.stream.v1.Term.verify|verify} messages.
                 * @param message Term message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.Term.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Term message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.Term & runqscope.stream.v1.Term.$Shape} Term
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.Term & runqscope.stream.v1.Term.$Shape;
            }

            namespace Term {

                /** Properties of a Term. */
                interface $Properties {

                    /** Term field */
                    field?: (runqscope.stream.v1.Term.Field|null);

                    /** Term not */
                    not?: (boolean|null);

                    /** Term values */
                    values?: (number[]|null);

                    /** Term sites */
                    sites?: (number[]|null);

                    /** Term min_ns */
                    min_ns?: (number|null);

                    /** Term max_ns */
                    max_ns?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Term. */
                type $Shape = runqscope.stream.v1.Term.$Properties;

                /** Field enum. */
                enum Field {

                    /** NONE value */
                    NONE = 0,

                    /** GOID value */
                    GOID = 1,

                    /** SITE value */
                    SITE = 2,

                    /** STATE value */
                    STATE = 3,

                    /** REASON value */
                    REASON = 4,

                    /** WOKEN_BY value */
                    WOKEN_BY = 5,

                    /** WAKES value */
                    WAKES = 6,

                    /** PARENT value */
                    PARENT = 7,

                    /** STATE_FOR value */
                    STATE_FOR = 8,

                    /** AGE value */
                    AGE = 9
                }
            }

            /** Stage enum. */
            enum Stage {

                /** CREATE_TO_RUN value */
                CREATE_TO_RUN = 0,

                /** READY_TO_RUN value */
                READY_TO_RUN = 1,

                /** RUN value */
                RUN = 2,

                /** WAIT value */
                WAIT = 3,

                /** SYSCALL value */
                SYSCALL = 4,

                /** LIFETIME value */
                LIFETIME = 5
            }

            /**
             * Properties of a HeatQuery.
             * @deprecated Use runqscope.stream.v1.HeatQuery.$Properties instead.
             */
            interface IHeatQuery extends runqscope.stream.v1.HeatQuery.$Properties {
            }

            /** Represents a HeatQuery. */
            class HeatQuery {

                /**
                 * Constructs a new HeatQuery.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.HeatQuery.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** HeatQuery stages. */
                stages: runqscope.stream.v1.Stage[];

                /** HeatQuery column_ns. */
                column_ns: number;

                /** HeatQuery columns. */
                columns: number;

                /** HeatQuery quantiles. */
                quantiles: number[];

                /**
                 * Encodes the specified HeatQuery message. Does not implicitly {@link runqscope.stream.v1.HeatQuery.verify|verify} messages.
                 * @param message HeatQuery message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.HeatQuery.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a HeatQuery message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.HeatQuery & runqscope.stream.v1.HeatQuery.$Shape} HeatQuery
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.HeatQuery & runqscope.stream.v1.HeatQuery.$Shape;
            }

            namespace HeatQuery {

                /** Properties of a HeatQuery. */
                interface $Properties {

                    /** HeatQuery stages */
                    stages?: (runqscope.stream.v1.Stage[]|null);

                    /** HeatQuery column_ns */
                    column_ns?: (number|null);

                    /** HeatQuery columns */
                    columns?: (number|null);

                    /** HeatQuery quantiles */
                    quantiles?: (number[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a HeatQuery. */
                type $Shape = runqscope.stream.v1.HeatQuery.$Properties;
            }

            /**
             * Properties of a Heat.
             * @deprecated Use runqscope.stream.v1.Heat.$Properties instead.
             */
            interface IHeat extends runqscope.stream.v1.Heat.$Properties {
            }

            /** Represents a Heat. */
            class Heat {

                /**
                 * Constructs a new Heat.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.Heat.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Heat columns. */
                columns: number;

                /** Heat cells. */
                cells: number;

                /** Heat column. */
                column: Uint8Array;

                /** Heat bucket. */
                bucket: Uint8Array;

                /** Heat count. */
                count: Uint8Array;

                /** Heat quantile_ns. */
                quantile_ns: Uint8Array;

                /** Heat max_ns. */
                max_ns: Uint8Array;

                /**
                 * Encodes the specified Heat message. Does not implicitly {@link runqscope.stream.v1.Heat.verify|verify} messages.
                 * @param message Heat message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.Heat.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Heat message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.Heat & runqscope.stream.v1.Heat.$Shape} Heat
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.Heat & runqscope.stream.v1.Heat.$Shape;
            }

            namespace Heat {

                /** Properties of a Heat. */
                interface $Properties {

                    /** Heat columns */
                    columns?: (number|null);

                    /** Heat cells */
                    cells?: (number|null);

                    /** Heat column */
                    column?: (Uint8Array|null);

                    /** Heat bucket */
                    bucket?: (Uint8Array|null);

                    /** Heat count */
                    count?: (Uint8Array|null);

                    /** Heat quantile_ns */
                    quantile_ns?: (Uint8Array|null);

                    /** Heat max_ns */
                    max_ns?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Heat. */
                type $Shape = runqscope.stream.v1.Heat.$Properties;
            }

            /**
             * Properties of a SeriesQuery.
             * @deprecated Use runqscope.stream.v1.SeriesQuery.$Properties instead.
             */
            interface ISeriesQuery extends runqscope.stream.v1.SeriesQuery.$Properties {
            }

            /** Represents a SeriesQuery. */
            class SeriesQuery {

                /**
                 * Constructs a new SeriesQuery.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.SeriesQuery.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SeriesQuery column_ns. */
                column_ns: number;

                /** SeriesQuery columns. */
                columns: number;

                /** SeriesQuery sites. */
                sites: number[];

                /**
                 * Encodes the specified SeriesQuery message. Does not implicitly {@link runqscope.stream.v1.SeriesQuery.verify|verify} messages.
                 * @param message SeriesQuery message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.SeriesQuery.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SeriesQuery message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.SeriesQuery & runqscope.stream.v1.SeriesQuery.$Shape} SeriesQuery
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.SeriesQuery & runqscope.stream.v1.SeriesQuery.$Shape;
            }

            namespace SeriesQuery {

                /** Properties of a SeriesQuery. */
                interface $Properties {

                    /** SeriesQuery column_ns */
                    column_ns?: (number|null);

                    /** SeriesQuery columns */
                    columns?: (number|null);

                    /** SeriesQuery sites */
                    sites?: (number[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SeriesQuery. */
                type $Shape = runqscope.stream.v1.SeriesQuery.$Properties;
            }

            /**
             * Properties of a Series.
             * @deprecated Use runqscope.stream.v1.Series.$Properties instead.
             */
            interface ISeries extends runqscope.stream.v1.Series.$Properties {
            }

            /** Represents a Series. */
            class Series {

                /**
                 * Constructs a new Series.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.Series.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Series columns. */
                columns: number;

                /** Series ps. */
                ps: number;

                /** Series undetermined. */
                undetermined: Uint8Array;

                /** Series runnable. */
                runnable: Uint8Array;

                /** Series running. */
                running: Uint8Array;

                /** Series waiting. */
                waiting: Uint8Array;

                /** Series syscall. */
                syscall: Uint8Array;

                /** Series runs. */
                runs: Uint8Array;

                /** Series created. */
                created: Uint8Array;

                /** Series exited. */
                exited: Uint8Array;

                /** Series threads. */
                threads: Uint8Array;

                /** Series busy_ns. */
                busy_ns: Uint8Array;

                /** Series sites. */
                sites: runqscope.stream.v1.SiteSeries.$Properties[];

                /**
                 * Encodes the specified Series message. Does not implicitly {@link runqscope.stream.v1.Series.verify|verify} messages.
                 * @param message Series message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.Series.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Series message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.Series & runqscope.stream.v1.Series.$Shape} Series
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.Series & runqscope.stream.v1.Series.$Shape;
            }

            namespace Series {

                /** Properties of a Series. */
                interface $Properties {

                    /** Series columns */
                    columns?: (number|null);

                    /** Series ps */
                    ps?: (number|null);

                    /** Series undetermined */
                    undetermined?: (Uint8Array|null);

                    /** Series runnable */
                    runnable?: (Uint8Array|null);

                    /** Series running */
                    running?: (Uint8Array|null);

                    /** Series waiting */
                    waiting?: (Uint8Array|null);

                    /** Series syscall */
                    syscall?: (Uint8Array|null);

                    /** Series runs */
                    runs?: (Uint8Array|null);

                    /** Series created */
                    created?: (Uint8Array|null);

                    /** Series exited */
                    exited?: (Uint8Array|null);

                    /** Series threads */
                    threads?: (Uint8Array|null);

                    /** Series busy_ns */
                    busy_ns?: (Uint8Array|null);

                    /** Series sites */
                    sites?: (runqscope.stream.v1.SiteSeries.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Series. */
                type $Shape = runqscope.stream.v1.Series.$Properties;
            }

            /**
             * Properties of a SiteSeries.
             * @deprecated Use runqscope.stream.v1.SiteSeries.$Properties instead.
             */
            interface ISiteSeries extends runqscope.stream.v1.SiteSeries.$Properties {
            }

            /** Represents a SiteSeries. */
            class SiteSeries {

                /**
                 * Constructs a new SiteSeries.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.SiteSeries.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SiteSeries site. */
                site: number;

                /** SiteSeries runs. */
                runs: Uint8Array;

                /** SiteSeries latency_total_ns. */
                latency_total_ns: Uint8Array;

                /** SiteSeries latency_max_ns. */
                latency_max_ns: Uint8Array;

                /**
                 * Encodes the specified SiteSeries message. Does not implicitly {@link runqscope.stream.v1.SiteSeries.verify|verify} messages.
                 * @param message SiteSeries message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.SiteSeries.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SiteSeries message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.SiteSeries & runqscope.stream.v1.SiteSeries.$Shape} SiteSeries
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.SiteSeries & runqscope.stream.v1.SiteSeries.$Shape;
            }

            namespace SiteSeries {

                /** Properties of a SiteSeries. */
                interface $Properties {

                    /** SiteSeries site */
                    site?: (number|null);

                    /** SiteSeries runs */
                    runs?: (Uint8Array|null);

                    /** SiteSeries latency_total_ns */
                    latency_total_ns?: (Uint8Array|null);

                    /** SiteSeries latency_max_ns */
                    latency_max_ns?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SiteSeries. */
                type $Shape = runqscope.stream.v1.SiteSeries.$Properties;
            }

            /**
             * Properties of a StatsQuery.
             * @deprecated Use runqscope.stream.v1.StatsQuery.$Properties instead.
             */
            interface IStatsQuery extends runqscope.stream.v1.StatsQuery.$Properties {
            }

            /** Represents a StatsQuery. */
            class StatsQuery {

                /**
                 * Constructs a new StatsQuery.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.StatsQuery.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** StatsQuery sites. */
                sites: number;

                /**
                 * Encodes the specified StatsQuery message. Does not implicitly {@link runqscope.stream.v1.StatsQuery.verify|verify} messages.
                 * @param message StatsQuery message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.StatsQuery.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a StatsQuery message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.StatsQuery & runqscope.stream.v1.StatsQuery.$Shape} StatsQuery
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.StatsQuery & runqscope.stream.v1.StatsQuery.$Shape;
            }

            namespace StatsQuery {

                /** Properties of a StatsQuery. */
                interface $Properties {

                    /** StatsQuery sites */
                    sites?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a StatsQuery. */
                type $Shape = runqscope.stream.v1.StatsQuery.$Properties;
            }

            /**
             * Properties of a Stats.
             * @deprecated Use runqscope.stream.v1.Stats.$Properties instead.
             */
            interface IStats extends runqscope.stream.v1.Stats.$Properties {
            }

            /** Represents a Stats. */
            class Stats {

                /**
                 * Constructs a new Stats.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.Stats.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Stats stages. */
                stages?: (runqscope.stream.v1.Stages.$Properties|null);

                /** Stats reasons. */
                reasons: runqscope.stream.v1.ReasonStats.$Properties[];

                /** Stats created. */
                created: number;

                /** Stats exited. */
                exited: number;

                /** Stats transitions. */
                transitions: number;

                /** Stats unknown. */
                unknown: number;

                /** Stats sites. */
                sites: runqscope.stream.v1.SiteStats.$Properties[];

                /** Stats sites_total. */
                sites_total: number;

                /**
                 * Encodes the specified Stats message. Does not implicitly {@link runqscope.stream.v1.Stats.verify|verify} messages.
                 * @param message Stats message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.Stats.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Stats message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.Stats & runqscope.stream.v1.Stats.$Shape} Stats
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.Stats & runqscope.stream.v1.Stats.$Shape;
            }

            namespace Stats {

                /** Properties of a Stats. */
                interface $Properties {

                    /** Stats stages */
                    stages?: (runqscope.stream.v1.Stages.$Properties|null);

                    /** Stats reasons */
                    reasons?: (runqscope.stream.v1.ReasonStats.$Properties[]|null);

                    /** Stats created */
                    created?: (number|null);

                    /** Stats exited */
                    exited?: (number|null);

                    /** Stats transitions */
                    transitions?: (number|null);

                    /** Stats unknown */
                    unknown?: (number|null);

                    /** Stats sites */
                    sites?: (runqscope.stream.v1.SiteStats.$Properties[]|null);

                    /** Stats sites_total */
                    sites_total?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Stats. */
                type $Shape = runqscope.stream.v1.Stats.$Properties;
            }

            /**
             * Properties of a ReasonStats.
             * @deprecated Use runqscope.stream.v1.ReasonStats.$Properties instead.
             */
            interface IReasonStats extends runqscope.stream.v1.ReasonStats.$Properties {
            }

            /** Represents a ReasonStats. */
            class ReasonStats {

                /**
                 * Constructs a new ReasonStats.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.ReasonStats.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ReasonStats reason. */
                reason: number;

                /** ReasonStats wait. */
                wait?: (runqscope.stream.v1.StageStats.$Properties|null);

                /**
                 * Encodes the specified ReasonStats message. Does not implicitly {@link runqscope.stream.v1.ReasonStats.verify|verify} messages.
                 * @param message ReasonStats message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.ReasonStats.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ReasonStats message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.ReasonStats & runqscope.stream.v1.ReasonStats.$Shape} ReasonStats
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.ReasonStats & runqscope.stream.v1.ReasonStats.$Shape;
            }

            namespace ReasonStats {

                /** Properties of a ReasonStats. */
                interface $Properties {

                    /** ReasonStats reason */
                    reason?: (number|null);

                    /** ReasonStats wait */
                    wait?: (runqscope.stream.v1.StageStats.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ReasonStats. */
                type $Shape = runqscope.stream.v1.ReasonStats.$Properties;
            }

            /**
             * Properties of a SiteStats.
             * @deprecated Use runqscope.stream.v1.SiteStats.$Properties instead.
             */
            interface ISiteStats extends runqscope.stream.v1.SiteStats.$Properties {
            }

            /** Represents a SiteStats. */
            class SiteStats {

                /**
                 * Constructs a new SiteStats.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.SiteStats.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SiteStats site. */
                site: number;

                /** SiteStats live. */
                live: number;

                /** SiteStats created. */
                created: number;

                /** SiteStats exited. */
                exited: number;

                /** SiteStats stages. */
                stages?: (runqscope.stream.v1.Stages.$Properties|null);

                /** SiteStats reasons. */
                reasons: runqscope.stream.v1.ReasonStats.$Properties[];

                /**
                 * Encodes the specified SiteStats message. Does not implicitly {@link runqscope.stream.v1.SiteStats.verify|verify} messages.
                 * @param message SiteStats message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.SiteStats.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SiteStats message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.SiteStats & runqscope.stream.v1.SiteStats.$Shape} SiteStats
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.SiteStats & runqscope.stream.v1.SiteStats.$Shape;
            }

            namespace SiteStats {

                /** Properties of a SiteStats. */
                interface $Properties {

                    /** SiteStats site */
                    site?: (number|null);

                    /** SiteStats live */
                    live?: (number|null);

                    /** SiteStats created */
                    created?: (number|null);

                    /** SiteStats exited */
                    exited?: (number|null);

                    /** SiteStats stages */
                    stages?: (runqscope.stream.v1.Stages.$Properties|null);

                    /** SiteStats reasons */
                    reasons?: (runqscope.stream.v1.ReasonStats.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SiteStats. */
                type $Shape = runqscope.stream.v1.SiteStats.$Properties;
            }

            /**
             * Properties of a WorstQuery.
             * @deprecated Use runqscope.stream.v1.WorstQuery.$Properties instead.
             */
            interface IWorstQuery extends runqscope.stream.v1.WorstQuery.$Properties {
            }

            /** Represents a WorstQuery. */
            class WorstQuery {

                /**
                 * Constructs a new WorstQuery.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.WorstQuery.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** WorstQuery stages. */
                stages: runqscope.stream.v1.Stage[];

                /** WorstQuery min_ns. */
                min_ns: number;

                /** WorstQuery max_ns. */
                max_ns: number;

                /** WorstQuery limit. */
                limit: number;

                /**
                 * Encodes the specified WorstQuery message. Does not implicitly {@link runqscope.stream.v1.WorstQuery.verify|verify} messages.
                 * @param message WorstQuery message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.WorstQuery.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a WorstQuery message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.WorstQuery & runqscope.stream.v1.WorstQuery.$Shape} WorstQuery
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.WorstQuery & runqscope.stream.v1.WorstQuery.$Shape;
            }

            namespace WorstQuery {

                /** Properties of a WorstQuery. */
                interface $Properties {

                    /** WorstQuery stages */
                    stages?: (runqscope.stream.v1.Stage[]|null);

                    /** WorstQuery min_ns */
                    min_ns?: (number|null);

                    /** WorstQuery max_ns */
                    max_ns?: (number|null);

                    /** WorstQuery limit */
                    limit?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a WorstQuery. */
                type $Shape = runqscope.stream.v1.WorstQuery.$Properties;
            }

            /**
             * Properties of a Worst.
             * @deprecated Use runqscope.stream.v1.Worst.$Properties instead.
             */
            interface IWorst extends runqscope.stream.v1.Worst.$Properties {
            }

            /** Represents a Worst. */
            class Worst {

                /**
                 * Constructs a new Worst.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.Worst.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Worst total. */
                total: number;

                /** Worst intervals. */
                intervals: runqscope.stream.v1.Interval.$Properties[];

                /**
                 * Encodes the specified Worst message. Does not implicitly {@link runqscope.stream.v1.Worst.verify|verify} messages.
                 * @param message Worst message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.Worst.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Worst message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.Worst & runqscope.stream.v1.Worst.$Shape} Worst
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.Worst & runqscope.stream.v1.Worst.$Shape;
            }

            namespace Worst {

                /** Properties of a Worst. */
                interface $Properties {

                    /** Worst total */
                    total?: (number|null);

                    /** Worst intervals */
                    intervals?: (runqscope.stream.v1.Interval.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Worst. */
                type $Shape = runqscope.stream.v1.Worst.$Properties;
            }

            /**
             * Properties of an Interval.
             * @deprecated Use runqscope.stream.v1.Interval.$Properties instead.
             */
            interface IInterval extends runqscope.stream.v1.Interval.$Properties {
            }

            /** Represents an Interval. */
            class Interval {

                /**
                 * Constructs a new Interval.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.Interval.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Interval goid. */
                goid: number;

                /** Interval site. */
                site: number;

                /** Interval stage. */
                stage: runqscope.stream.v1.Stage;

                /** Interval reason. */
                reason: number;

                /** Interval begin_ns. */
                begin_ns: number;

                /** Interval end_ns. */
                end_ns: number;

                /** Interval p. */
                p: number;

                /** Interval tid. */
                tid: number;

                /** Interval woken_by. */
                woken_by: number;

                /**
                 * Encodes the specified Interval message. Does not implicitly {@link runqscope.stream.v1.Interval.verify|verify} messages.
                 * @param message Interval message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.Interval.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Interval message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.Interval & runqscope.stream.v1.Interval.$Shape} Interval
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.Interval & runqscope.stream.v1.Interval.$Shape;
            }

            namespace Interval {

                /** Properties of an Interval. */
                interface $Properties {

                    /** Interval goid */
                    goid?: (number|null);

                    /** Interval site */
                    site?: (number|null);

                    /** Interval stage */
                    stage?: (runqscope.stream.v1.Stage|null);

                    /** Interval reason */
                    reason?: (number|null);

                    /** Interval begin_ns */
                    begin_ns?: (number|null);

                    /** Interval end_ns */
                    end_ns?: (number|null);

                    /** Interval p */
                    p?: (number|null);

                    /** Interval tid */
                    tid?: (number|null);

                    /** Interval woken_by */
                    woken_by?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Interval. */
                type $Shape = runqscope.stream.v1.Interval.$Properties;
            }

            /**
             * Properties of a LanesQuery.
             * @deprecated Use runqscope.stream.v1.LanesQuery.$Properties instead.
             */
            interface ILanesQuery extends runqscope.stream.v1.LanesQuery.$Properties {
            }

            /** Represents a LanesQuery. */
            class LanesQuery {

                /**
                 * Constructs a new LanesQuery.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.LanesQuery.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** LanesQuery pixel_ns. */
                pixel_ns: number;

                /** LanesQuery ps. */
                ps: boolean;

                /** LanesQuery goids. */
                goids: number[];

                /** LanesQuery sites. */
                sites: number[];

                /** LanesQuery arrows. */
                arrows: number;

                /**
                 * Encodes the specified LanesQuery message. Does not implicitly {@link runqscope.stream.v1.LanesQuery.verify|verify} messages.
                 * @param message LanesQuery message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.LanesQuery.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a LanesQuery message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.LanesQuery & runqscope.stream.v1.LanesQuery.$Shape} LanesQuery
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.LanesQuery & runqscope.stream.v1.LanesQuery.$Shape;
            }

            namespace LanesQuery {

                /** Properties of a LanesQuery. */
                interface $Properties {

                    /** LanesQuery pixel_ns */
                    pixel_ns?: (number|null);

                    /** LanesQuery ps */
                    ps?: (boolean|null);

                    /** LanesQuery goids */
                    goids?: (number[]|null);

                    /** LanesQuery sites */
                    sites?: (number[]|null);

                    /** LanesQuery arrows */
                    arrows?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a LanesQuery. */
                type $Shape = runqscope.stream.v1.LanesQuery.$Properties;
            }

            /**
             * Properties of a Lanes.
             * @deprecated Use runqscope.stream.v1.Lanes.$Properties instead.
             */
            interface ILanes extends runqscope.stream.v1.Lanes.$Properties {
            }

            /** Represents a Lanes. */
            class Lanes {

                /**
                 * Constructs a new Lanes.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.Lanes.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Lanes ps. */
                ps: number;

                /** Lanes spans. */
                spans: number;

                /** Lanes omitted. */
                omitted: number;

                /** Lanes lane. */
                lane: Uint8Array;

                /** Lanes begin_ns. */
                begin_ns: Uint8Array;

                /** Lanes end_ns. */
                end_ns: Uint8Array;

                /** Lanes goid. */
                goid: Uint8Array;

                /** Lanes site. */
                site: Uint8Array;

                /** Lanes state. */
                state: Uint8Array;

                /** Lanes reason. */
                reason: Uint8Array;

                /** Lanes merged. */
                merged: Uint8Array;

                /** Lanes busy_ns. */
                busy_ns: Uint8Array;

                /** Lanes flags. */
                flags: Uint8Array;

                /** Lanes arrows. */
                arrows: number;

                /** Lanes arrows_omitted. */
                arrows_omitted: number;

                /** Lanes arrow_ns. */
                arrow_ns: Uint8Array;

                /** Lanes arrow_from. */
                arrow_from: Uint8Array;

                /** Lanes arrow_to. */
                arrow_to: Uint8Array;

                /** Lanes arrow_run_ns. */
                arrow_run_ns: Uint8Array;

                /** Lanes arrow_from_p. */
                arrow_from_p: Uint8Array;

                /** Lanes arrow_to_p. */
                arrow_to_p: Uint8Array;

                /**
                 * Encodes the specified Lanes message. Does not implicitly {@link runqscope.stream.v1.Lanes.verify|verify} messages.
                 * @param message Lanes message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.Lanes.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Lanes message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.Lanes & runqscope.stream.v1.Lanes.$Shape} Lanes
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.Lanes & runqscope.stream.v1.Lanes.$Shape;
            }

            namespace Lanes {

                /** Properties of a Lanes. */
                interface $Properties {

                    /** Lanes ps */
                    ps?: (number|null);

                    /** Lanes spans */
                    spans?: (number|null);

                    /** Lanes omitted */
                    omitted?: (number|null);

                    /** Lanes lane */
                    lane?: (Uint8Array|null);

                    /** Lanes begin_ns */
                    begin_ns?: (Uint8Array|null);

                    /** Lanes end_ns */
                    end_ns?: (Uint8Array|null);

                    /** Lanes goid */
                    goid?: (Uint8Array|null);

                    /** Lanes site */
                    site?: (Uint8Array|null);

                    /** Lanes state */
                    state?: (Uint8Array|null);

                    /** Lanes reason */
                    reason?: (Uint8Array|null);

                    /** Lanes merged */
                    merged?: (Uint8Array|null);

                    /** Lanes busy_ns */
                    busy_ns?: (Uint8Array|null);

                    /** Lanes flags */
                    flags?: (Uint8Array|null);

                    /** Lanes arrows */
                    arrows?: (number|null);

                    /** Lanes arrows_omitted */
                    arrows_omitted?: (number|null);

                    /** Lanes arrow_ns */
                    arrow_ns?: (Uint8Array|null);

                    /** Lanes arrow_from */
                    arrow_from?: (Uint8Array|null);

                    /** Lanes arrow_to */
                    arrow_to?: (Uint8Array|null);

                    /** Lanes arrow_run_ns */
                    arrow_run_ns?: (Uint8Array|null);

                    /** Lanes arrow_from_p */
                    arrow_from_p?: (Uint8Array|null);

                    /** Lanes arrow_to_p */
                    arrow_to_p?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Lanes. */
                type $Shape = runqscope.stream.v1.Lanes.$Properties;
            }

            /**
             * Properties of a GoroutinesQuery.
             * @deprecated Use runqscope.stream.v1.GoroutinesQuery.$Properties instead.
             */
            interface IGoroutinesQuery extends runqscope.stream.v1.GoroutinesQuery.$Properties {
            }

            /** Represents a GoroutinesQuery. */
            class GoroutinesQuery {

                /**
                 * Constructs a new GoroutinesQuery.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.GoroutinesQuery.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GoroutinesQuery order. */
                order: runqscope.stream.v1.GoroutinesQuery.Order;

                /** GoroutinesQuery descending. */
                descending: boolean;

                /** GoroutinesQuery offset. */
                offset: number;

                /** GoroutinesQuery limit. */
                limit: number;

                /** GoroutinesQuery by_site. */
                by_site: boolean;

                /**
                 * Encodes the specified GoroutinesQuery message. Does not implicitly {@link runqscope.stream.v1.GoroutinesQuery.verify|verify} messages.
                 * @param message GoroutinesQuery message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.GoroutinesQuery.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GoroutinesQuery message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.GoroutinesQuery & runqscope.stream.v1.GoroutinesQuery.$Shape} GoroutinesQuery
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.GoroutinesQuery & runqscope.stream.v1.GoroutinesQuery.$Shape;
            }

            namespace GoroutinesQuery {

                /** Properties of a GoroutinesQuery. */
                interface $Properties {

                    /** GoroutinesQuery order */
                    order?: (runqscope.stream.v1.GoroutinesQuery.Order|null);

                    /** GoroutinesQuery descending */
                    descending?: (boolean|null);

                    /** GoroutinesQuery offset */
                    offset?: (number|null);

                    /** GoroutinesQuery limit */
                    limit?: (number|null);

                    /** GoroutinesQuery by_site */
                    by_site?: (boolean|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GoroutinesQuery. */
                type $Shape = runqscope.stream.v1.GoroutinesQuery.$Properties;

                /** Order enum. */
                enum Order {

                    /** ID value */
                    ID = 0,

                    /** BY_SITE value */
                    BY_SITE = 1,

                    /** BY_STATE value */
                    BY_STATE = 2,

                    /** BY_TIME_IN_STATE value */
                    BY_TIME_IN_STATE = 3,

                    /** BY_AGE value */
                    BY_AGE = 4
                }
            }

            /**
             * Properties of a Goroutines.
             * @deprecated Use runqscope.stream.v1.Goroutines.$Properties instead.
             */
            interface IGoroutines extends runqscope.stream.v1.Goroutines.$Properties {
            }

            /** Represents a Goroutines. */
            class Goroutines {

                /**
                 * Constructs a new Goroutines.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.Goroutines.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Goroutines time_ns. */
                time_ns: number;

                /** Goroutines live. */
                live: number;

                /** Goroutines matched. */
                matched: number;

                /** Goroutines rows. */
                rows: number;

                /** Goroutines goid. */
                goid: Uint8Array;

                /** Goroutines since_ns. */
                since_ns: Uint8Array;

                /** Goroutines created_ns. */
                created_ns: Uint8Array;

                /** Goroutines woken_by. */
                woken_by: Uint8Array;

                /** Goroutines site. */
                site: Uint8Array;

                /** Goroutines tid. */
                tid: Uint8Array;

                /** Goroutines state. */
                state: Uint8Array;

                /** Goroutines reason. */
                reason: Uint8Array;

                /** Goroutines flags. */
                flags: Uint8Array;

                /** Goroutines sites. */
                sites: number;

                /** Goroutines matched_site. */
                matched_site: Uint8Array;

                /** Goroutines matched_count. */
                matched_count: Uint8Array;

                /**
                 * Encodes the specified Goroutines message. Does not implicitly {@link runqscope.stream.v1.Goroutines.verify|verify} messages.
                 * @param message Goroutines message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.Goroutines.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Goroutines message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.Goroutines & runqscope.stream.v1.Goroutines.$Shape} Goroutines
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.Goroutines & runqscope.stream.v1.Goroutines.$Shape;
            }

            namespace Goroutines {

                /** Properties of a Goroutines. */
                interface $Properties {

                    /** Goroutines time_ns */
                    time_ns?: (number|null);

                    /** Goroutines live */
                    live?: (number|null);

                    /** Goroutines matched */
                    matched?: (number|null);

                    /** Goroutines rows */
                    rows?: (number|null);

                    /** Goroutines goid */
                    goid?: (Uint8Array|null);

                    /** Goroutines since_ns */
                    since_ns?: (Uint8Array|null);

                    /** Goroutines created_ns */
                    created_ns?: (Uint8Array|null);

                    /** Goroutines woken_by */
                    woken_by?: (Uint8Array|null);

                    /** Goroutines site */
                    site?: (Uint8Array|null);

                    /** Goroutines tid */
                    tid?: (Uint8Array|null);

                    /** Goroutines state */
                    state?: (Uint8Array|null);

                    /** Goroutines reason */
                    reason?: (Uint8Array|null);

                    /** Goroutines flags */
                    flags?: (Uint8Array|null);

                    /** Goroutines sites */
                    sites?: (number|null);

                    /** Goroutines matched_site */
                    matched_site?: (Uint8Array|null);

                    /** Goroutines matched_count */
                    matched_count?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Goroutines. */
                type $Shape = runqscope.stream.v1.Goroutines.$Properties;
            }

            /**
             * Properties of a GoroutineQuery.
             * @deprecated Use runqscope.stream.v1.GoroutineQuery.$Properties instead.
             */
            interface IGoroutineQuery extends runqscope.stream.v1.GoroutineQuery.$Properties {
            }

            /** Represents a GoroutineQuery. */
            class GoroutineQuery {

                /**
                 * Constructs a new GoroutineQuery.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.GoroutineQuery.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GoroutineQuery goid. */
                goid: number;

                /**
                 * Encodes the specified GoroutineQuery message. Does not implicitly {@link runqscope.stream.v1.GoroutineQuery.verify|verify} messages.
                 * @param message GoroutineQuery message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.GoroutineQuery.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GoroutineQuery message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.GoroutineQuery & runqscope.stream.v1.GoroutineQuery.$Shape} GoroutineQuery
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.GoroutineQuery & runqscope.stream.v1.GoroutineQuery.$Shape;
            }

            namespace GoroutineQuery {

                /** Properties of a GoroutineQuery. */
                interface $Properties {

                    /** GoroutineQuery goid */
                    goid?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GoroutineQuery. */
                type $Shape = runqscope.stream.v1.GoroutineQuery.$Properties;
            }

            /**
             * Properties of a Goroutine.
             * @deprecated Use runqscope.stream.v1.Goroutine.$Properties instead.
             */
            interface IGoroutine extends runqscope.stream.v1.Goroutine.$Properties {
            }

            /** Represents a Goroutine. */
            class Goroutine {

                /**
                 * Constructs a new Goroutine.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.Goroutine.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Goroutine goid. */
                goid: number;

                /** Goroutine known. */
                known: boolean;

                /** Goroutine site. */
                site: number;

                /** Goroutine state. */
                state: number;

                /** Goroutine reason. */
                reason: number;

                /** Goroutine since_ns. */
                since_ns: number;

                /** Goroutine created_ns. */
                created_ns: number;

                /** Goroutine exited_ns. */
                exited_ns: number;

                /** Goroutine parent. */
                parent: number;

                /** Goroutine tid. */
                tid: number;

                /** Goroutine stages. */
                stages?: (runqscope.stream.v1.Stages.$Properties|null);

                /** Goroutine reasons. */
                reasons: runqscope.stream.v1.ReasonStats.$Properties[];

                /** Goroutine transitions. */
                transitions: number;

                /** Goroutine woken_by. */
                woken_by: runqscope.stream.v1.Peer.$Properties[];

                /** Goroutine woken_by_total. */
                woken_by_total: number;

                /** Goroutine woke. */
                woke: runqscope.stream.v1.Peer.$Properties[];

                /** Goroutine woke_total. */
                woke_total: number;

                /** Goroutine children. */
                children: runqscope.stream.v1.Peer.$Properties[];

                /** Goroutine children_total. */
                children_total: number;

                /**
                 * Encodes the specified Goroutine message. Does not implicitly {@link runqscope.stream.v1.Goroutine.verify|verify} messages.
                 * @param message Goroutine message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.Goroutine.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Goroutine message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.Goroutine & runqscope.stream.v1.Goroutine.$Shape} Goroutine
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.Goroutine & runqscope.stream.v1.Goroutine.$Shape;
            }

            namespace Goroutine {

                /** Properties of a Goroutine. */
                interface $Properties {

                    /** Goroutine goid */
                    goid?: (number|null);

                    /** Goroutine known */
                    known?: (boolean|null);

                    /** Goroutine site */
                    site?: (number|null);

                    /** Goroutine state */
                    state?: (number|null);

                    /** Goroutine reason */
                    reason?: (number|null);

                    /** Goroutine since_ns */
                    since_ns?: (number|null);

                    /** Goroutine created_ns */
                    created_ns?: (number|null);

                    /** Goroutine exited_ns */
                    exited_ns?: (number|null);

                    /** Goroutine parent */
                    parent?: (number|null);

                    /** Goroutine tid */
                    tid?: (number|null);

                    /** Goroutine stages */
                    stages?: (runqscope.stream.v1.Stages.$Properties|null);

                    /** Goroutine reasons */
                    reasons?: (runqscope.stream.v1.ReasonStats.$Properties[]|null);

                    /** Goroutine transitions */
                    transitions?: (number|null);

                    /** Goroutine woken_by */
                    woken_by?: (runqscope.stream.v1.Peer.$Properties[]|null);

                    /** Goroutine woken_by_total */
                    woken_by_total?: (number|null);

                    /** Goroutine woke */
                    woke?: (runqscope.stream.v1.Peer.$Properties[]|null);

                    /** Goroutine woke_total */
                    woke_total?: (number|null);

                    /** Goroutine children */
                    children?: (runqscope.stream.v1.Peer.$Properties[]|null);

                    /** Goroutine children_total */
                    children_total?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Goroutine. */
                type $Shape = runqscope.stream.v1.Goroutine.$Properties;
            }

            /**
             * Properties of a Peer.
             * @deprecated Use runqscope.stream.v1.Peer.$Properties instead.
             */
            interface IPeer extends runqscope.stream.v1.Peer.$Properties {
            }

            /** Represents a Peer. */
            class Peer {

                /**
                 * Constructs a new Peer.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.Peer.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Peer goid. */
                goid: number;

                /** Peer site. */
                site: number;

                /** Peer count. */
                count: number;

                /**
                 * Encodes the specified Peer message. Does not implicitly {@link runqscope.stream.v1.Peer.verify|verify} messages.
                 * @param message Peer message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.Peer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Peer message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.Peer & runqscope.stream.v1.Peer.$Shape} Peer
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.Peer & runqscope.stream.v1.Peer.$Shape;
            }

            namespace Peer {

                /** Properties of a Peer. */
                interface $Properties {

                    /** Peer goid */
                    goid?: (number|null);

                    /** Peer site */
                    site?: (number|null);

                    /** Peer count */
                    count?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Peer. */
                type $Shape = runqscope.stream.v1.Peer.$Properties;
            }

            /**
             * Properties of a TransitionsQuery.
             * @deprecated Use runqscope.stream.v1.TransitionsQuery.$Properties instead.
             */
            interface ITransitionsQuery extends runqscope.stream.v1.TransitionsQuery.$Properties {
            }

            /** Represents a TransitionsQuery. */
            class TransitionsQuery {

                /**
                 * Constructs a new TransitionsQuery.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.TransitionsQuery.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** TransitionsQuery skip. */
                skip: number;

                /** TransitionsQuery limit. */
                limit: number;

                /**
                 * Encodes the specified TransitionsQuery message. Does not implicitly {@link runqscope.stream.v1.TransitionsQuery.verify|verify} messages.
                 * @param message TransitionsQuery message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.TransitionsQuery.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a TransitionsQuery message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.TransitionsQuery & runqscope.stream.v1.TransitionsQuery.$Shape} TransitionsQuery
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.TransitionsQuery & runqscope.stream.v1.TransitionsQuery.$Shape;
            }

            namespace TransitionsQuery {

                /** Properties of a TransitionsQuery. */
                interface $Properties {

                    /** TransitionsQuery skip */
                    skip?: (number|null);

                    /** TransitionsQuery limit */
                    limit?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a TransitionsQuery. */
                type $Shape = runqscope.stream.v1.TransitionsQuery.$Properties;
            }

            /**
             * Properties of a TransitionsPage.
             * @deprecated Use runqscope.stream.v1.TransitionsPage.$Properties instead.
             */
            interface ITransitionsPage extends runqscope.stream.v1.TransitionsPage.$Properties {
            }

            /** Represents a TransitionsPage. */
            class TransitionsPage {

                /**
                 * Constructs a new TransitionsPage.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.TransitionsPage.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** TransitionsPage total. */
                total: number;

                /** TransitionsPage transitions. */
                transitions?: (runqscope.stream.v1.Transitions.$Properties|null);

                /**
                 * Encodes the specified TransitionsPage message. Does not implicitly {@link runqscope.stream.v1.TransitionsPage.verify|verify} messages.
                 * @param message TransitionsPage message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.TransitionsPage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a TransitionsPage message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.TransitionsPage & runqscope.stream.v1.TransitionsPage.$Shape} TransitionsPage
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.TransitionsPage & runqscope.stream.v1.TransitionsPage.$Shape;
            }

            namespace TransitionsPage {

                /** Properties of a TransitionsPage. */
                interface $Properties {

                    /** TransitionsPage total */
                    total?: (number|null);

                    /** TransitionsPage transitions */
                    transitions?: (runqscope.stream.v1.Transitions.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a TransitionsPage. */
                type $Shape = runqscope.stream.v1.TransitionsPage.$Properties;
            }

            /**
             * Properties of a Transitions.
             * @deprecated Use runqscope.stream.v1.Transitions.$Properties instead.
             */
            interface ITransitions extends runqscope.stream.v1.Transitions.$Properties {
            }

            /** Represents a Transitions. */
            class Transitions {

                /**
                 * Constructs a new Transitions.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.Transitions.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Transitions rows. */
                rows: number;

                /** Transitions time_ns. */
                time_ns: Uint8Array;

                /** Transitions since_ns. */
                since_ns: Uint8Array;

                /** Transitions goid. */
                goid: Uint8Array;

                /** Transitions other. */
                other: Uint8Array;

                /** Transitions tid. */
                tid: Uint8Array;

                /** Transitions site. */
                site: Uint8Array;

                /** Transitions p. */
                p: Uint8Array;

                /** Transitions kind. */
                kind: Uint8Array;

                /** Transitions from. */
                from: Uint8Array;

                /** Transitions to. */
                to: Uint8Array;

                /** Transitions reason. */
                reason: Uint8Array;

                /** Transitions ended_reason. */
                ended_reason: Uint8Array;

                /** Transitions flags. */
                flags: Uint8Array;

                /**
                 * Encodes the specified Transitions message. Does not implicitly {@link runqscope.stream.v1.Transitions.verify|verify} messages.
                 * @param message Transitions message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.Transitions.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Transitions message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.Transitions & runqscope.stream.v1.Transitions.$Shape} Transitions
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.Transitions & runqscope.stream.v1.Transitions.$Shape;
            }

            namespace Transitions {

                /** Properties of a Transitions. */
                interface $Properties {

                    /** Transitions rows */
                    rows?: (number|null);

                    /** Transitions time_ns */
                    time_ns?: (Uint8Array|null);

                    /** Transitions since_ns */
                    since_ns?: (Uint8Array|null);

                    /** Transitions goid */
                    goid?: (Uint8Array|null);

                    /** Transitions other */
                    other?: (Uint8Array|null);

                    /** Transitions tid */
                    tid?: (Uint8Array|null);

                    /** Transitions site */
                    site?: (Uint8Array|null);

                    /** Transitions p */
                    p?: (Uint8Array|null);

                    /** Transitions kind */
                    kind?: (Uint8Array|null);

                    /** Transitions from */
                    from?: (Uint8Array|null);

                    /** Transitions to */
                    to?: (Uint8Array|null);

                    /** Transitions reason */
                    reason?: (Uint8Array|null);

                    /** Transitions ended_reason */
                    ended_reason?: (Uint8Array|null);

                    /** Transitions flags */
                    flags?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Transitions. */
                type $Shape = runqscope.stream.v1.Transitions.$Properties;
            }

            /**
             * Properties of a PackedTransitions.
             * @deprecated Use runqscope.stream.v1.PackedTransitions.$Properties instead.
             */
            interface IPackedTransitions extends runqscope.stream.v1.PackedTransitions.$Properties {
            }

            /** Represents a PackedTransitions. */
            class PackedTransitions {

                /**
                 * Constructs a new PackedTransitions.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.PackedTransitions.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** PackedTransitions rows. */
                rows: number;

                /** PackedTransitions time. */
                time: Uint8Array;

                /** PackedTransitions length. */
                length: Uint8Array;

                /** PackedTransitions goid. */
                goid: Uint8Array;

                /** PackedTransitions other. */
                other: Uint8Array;

                /** PackedTransitions thread. */
                thread: Uint8Array;

                /** PackedTransitions site. */
                site: Uint8Array;

                /** PackedTransitions p. */
                p: Uint8Array;

                /** PackedTransitions what. */
                what: Uint8Array;

                /** PackedTransitions reason. */
                reason: Uint8Array;

                /** PackedTransitions ended_reason. */
                ended_reason: Uint8Array;

                /** PackedTransitions tids. */
                tids: Uint8Array;

                /** PackedTransitions base_ns. */
                base_ns: number;

                /** PackedTransitions long_ns. */
                long_ns: Uint8Array;

                /** PackedTransitions long_goid. */
                long_goid: Uint8Array;

                /** PackedTransitions long_other. */
                long_other: Uint8Array;

                /**
                 * Encodes the specified PackedTransitions message. Does not implicitly {@link runqscope.stream.v1.PackedTransitions.verify|verify} messages.
                 * @param message PackedTransitions message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.PackedTransitions.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a PackedTransitions message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.PackedTransitions & runqscope.stream.v1.PackedTransitions.$Shape} PackedTransitions
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.PackedTransitions & runqscope.stream.v1.PackedTransitions.$Shape;
            }

            namespace PackedTransitions {

                /** Properties of a PackedTransitions. */
                interface $Properties {

                    /** PackedTransitions rows */
                    rows?: (number|null);

                    /** PackedTransitions time */
                    time?: (Uint8Array|null);

                    /** PackedTransitions length */
                    length?: (Uint8Array|null);

                    /** PackedTransitions goid */
                    goid?: (Uint8Array|null);

                    /** PackedTransitions other */
                    other?: (Uint8Array|null);

                    /** PackedTransitions thread */
                    thread?: (Uint8Array|null);

                    /** PackedTransitions site */
                    site?: (Uint8Array|null);

                    /** PackedTransitions p */
                    p?: (Uint8Array|null);

                    /** PackedTransitions what */
                    what?: (Uint8Array|null);

                    /** PackedTransitions reason */
                    reason?: (Uint8Array|null);

                    /** PackedTransitions ended_reason */
                    ended_reason?: (Uint8Array|null);

                    /** PackedTransitions tids */
                    tids?: (Uint8Array|null);

                    /** PackedTransitions base_ns */
                    base_ns?: (number|null);

                    /** PackedTransitions long_ns */
                    long_ns?: (Uint8Array|null);

                    /** PackedTransitions long_goid */
                    long_goid?: (Uint8Array|null);

                    /** PackedTransitions long_other */
                    long_other?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a PackedTransitions. */
                type $Shape = runqscope.stream.v1.PackedTransitions.$Properties;
            }

            /**
             * Properties of a Gap.
             * @deprecated Use runqscope.stream.v1.Gap.$Properties instead.
             */
            interface IGap extends runqscope.stream.v1.Gap.$Properties {
            }

            /** Represents a Gap. */
            class Gap {

                /**
                 * Constructs a new Gap.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.Gap.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Gap first_ns. */
                first_ns: number;

                /** Gap last_ns. */
                last_ns: number;

                /** Gap lost_by_cause. */
                lost_by_cause: { [k: string]: number };

                /**
                 * Encodes the specified Gap message. Does not implicitly {@link runqscope.stream.v1.Gap.verify|verify} messages.
                 * @param message Gap message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.Gap.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Gap message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.Gap & runqscope.stream.v1.Gap.$Shape} Gap
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.Gap & runqscope.stream.v1.Gap.$Shape;
            }

            namespace Gap {

                /** Properties of a Gap. */
                interface $Properties {

                    /** Gap first_ns */
                    first_ns?: (number|null);

                    /** Gap last_ns */
                    last_ns?: (number|null);

                    /** Gap lost_by_cause */
                    lost_by_cause?: ({ [k: string]: number }|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Gap. */
                type $Shape = runqscope.stream.v1.Gap.$Properties;
            }

            /**
             * Properties of a StageStats.
             * @deprecated Use runqscope.stream.v1.StageStats.$Properties instead.
             */
            interface IStageStats extends runqscope.stream.v1.StageStats.$Properties {
            }

            /** Represents a StageStats. */
            class StageStats {

                /**
                 * Constructs a new StageStats.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.StageStats.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** StageStats count. */
                count: number;

                /** StageStats total_ns. */
                total_ns: number;

                /** StageStats p50_ns. */
                p50_ns: number;

                /** StageStats p90_ns. */
                p90_ns: number;

                /** StageStats p99_ns. */
                p99_ns: number;

                /** StageStats p999_ns. */
                p999_ns: number;

                /** StageStats max_ns. */
                max_ns: number;

                /**
                 * Encodes the specified StageStats message. Does not implicitly {@link runqscope.stream.v1.StageStats.verify|verify} messages.
                 * @param message StageStats message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.StageStats.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a StageStats message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.StageStats & runqscope.stream.v1.StageStats.$Shape} StageStats
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.StageStats & runqscope.stream.v1.StageStats.$Shape;
            }

            namespace StageStats {

                /** Properties of a StageStats. */
                interface $Properties {

                    /** StageStats count */
                    count?: (number|null);

                    /** StageStats total_ns */
                    total_ns?: (number|null);

                    /** StageStats p50_ns */
                    p50_ns?: (number|null);

                    /** StageStats p90_ns */
                    p90_ns?: (number|null);

                    /** StageStats p99_ns */
                    p99_ns?: (number|null);

                    /** StageStats p999_ns */
                    p999_ns?: (number|null);

                    /** StageStats max_ns */
                    max_ns?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a StageStats. */
                type $Shape = runqscope.stream.v1.StageStats.$Properties;
            }

            /**
             * Properties of a Stages.
             * @deprecated Use runqscope.stream.v1.Stages.$Properties instead.
             */
            interface IStages extends runqscope.stream.v1.Stages.$Properties {
            }

            /** Represents a Stages. */
            class Stages {

                /**
                 * Constructs a new Stages.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.Stages.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Stages create_to_run. */
                create_to_run?: (runqscope.stream.v1.StageStats.$Properties|null);

                /** Stages ready_to_run. */
                ready_to_run?: (runqscope.stream.v1.StageStats.$Properties|null);

                /** Stages run. */
                run?: (runqscope.stream.v1.StageStats.$Properties|null);

                /** Stages wait. */
                wait?: (runqscope.stream.v1.StageStats.$Properties|null);

                /** Stages syscall. */
                syscall?: (runqscope.stream.v1.StageStats.$Properties|null);

                /** Stages lifetime. */
                lifetime?: (runqscope.stream.v1.StageStats.$Properties|null);

                /**
                 * Encodes the specified Stages message. Does not implicitly {@link runqscope.stream.v1.Stages.verify|verify} messages.
                 * @param message Stages message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.Stages.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Stages message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.Stages & runqscope.stream.v1.Stages.$Shape} Stages
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.Stages & runqscope.stream.v1.Stages.$Shape;
            }

            namespace Stages {

                /** Properties of a Stages. */
                interface $Properties {

                    /** Stages create_to_run */
                    create_to_run?: (runqscope.stream.v1.StageStats.$Properties|null);

                    /** Stages ready_to_run */
                    ready_to_run?: (runqscope.stream.v1.StageStats.$Properties|null);

                    /** Stages run */
                    run?: (runqscope.stream.v1.StageStats.$Properties|null);

                    /** Stages wait */
                    wait?: (runqscope.stream.v1.StageStats.$Properties|null);

                    /** Stages syscall */
                    syscall?: (runqscope.stream.v1.StageStats.$Properties|null);

                    /** Stages lifetime */
                    lifetime?: (runqscope.stream.v1.StageStats.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Stages. */
                type $Shape = runqscope.stream.v1.Stages.$Properties;
            }
        }
    }
}
