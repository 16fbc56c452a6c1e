using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NlSql.ServiceDefaults.Identity;
using NlSql.Testing;
using NlSql.Testing.Faults;

namespace NlSql.ServiceDefaults.Tests.Messaging;

/// <summary>What operators see of messages that do not get through, and that two replicas share the work.</summary>
public sealed class DeliveryRulesTests(MessagingFixture fixture) : IClassFixture<MessagingFixture>, IAsyncLifetime
{
    // The first and three retries at once.
    private const int Tries = 4;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await fixture.UseNewBrokerAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Relay_TwoReplicas_SendEachMessageOnce()
    {
        const int messages = 300;
        var faults = new FaultSwitch();
        await using var first = await fixture.StartAsync("chat", faults: faults);
        await fixture.SendAsync(first, new Counted("listening"));
        await Eventually.TrueAsync(async () => await fixture.CountAsync("chat.effects") == 1, "the queue to be bound", Cancellation);
        await using var second = await fixture.StartAsync("chat", faults: faults);

        await fixture.ExecuteAsync(
            "INSERT INTO chat.outbox (id, aggregate, type, body, created, next_try) VALUES (@id, @aggregate, @type, @body, now(), now())",
            Enumerable.Range(0, messages).Select(i => new { id = Guid.CreateVersion7(), aggregate = $"a{i}", type = typeof(Counted).FullName, body = $$"""{"Name":"shared {{i}}"}""" }));

        await Eventually.TrueAsync(async () => await fixture.CountAsync("chat.effects WHERE name LIKE 'shared%'") == messages, "all effects", Cancellation, 60);
        await Eventually.TrueAsync(async () => await fixture.CountAsync("chat.outbox") == 0, "an empty outbox", Cancellation);
        Assert.Equal(messages + 1, faults.Attempts);
    }

    [Fact]
    public async Task Health_MessageWaitsForHalfAMinute_IsDegradedAndStillReady()
    {
        await using var proxy = TcpProxy.To(fixture.Broker.Port);
        proxy.Cut();
        await using var service = await fixture.StartAsync("ingestion", new UriBuilder(fixture.Broker) { Host = "127.0.0.1", Port = proxy.Port }.Uri);
        await fixture.SendAsync(service, new Counted("young"));
        await Eventually.TrueAsync(async () => OldestAge(service) > 0 && await CheckAsync(service, "outbox") == "healthy", "the relay to have seen a young message", Cancellation);

        await fixture.ExecuteAsync("UPDATE ingestion.outbox SET created = now() - interval '31 seconds'");

        await Eventually.TrueAsync(async () => await CheckAsync(service, "outbox") == "degraded", "the outbox to be degraded", Cancellation);
        Assert.InRange(OldestAge(service), 31, 120);
        using var ready = await service.Client.GetAsync(new Uri("/ready", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
    }

    [Fact]
    public async Task Relay_BrokerWasAwayForAnHour_HoldsUpNobodyAndSendsAllInOrderAndOnce()
    {
        const int messages = 5_000;
        const int aggregates = 50;
        await using var proxy = TcpProxy.To(fixture.Broker.Port);
        proxy.Cut();
        var taken = new ConcurrentQueue<string>();
        await using var service = await TestService.StartWithMessagingAsync(
            "audit",
            fixture.Settings(new UriBuilder(fixture.Broker) { Host = "127.0.0.1", Port = proxy.Port }.Uri),
            bus => bus.AddHandler<Counted>(message => { taken.Enqueue(message.Name); return Task.CompletedTask; }).Endpoint(endpoint => endpoint.ConcurrentMessageLimit = 1));
        await fixture.ExecuteAsync("GRANT SELECT, INSERT, UPDATE, DELETE ON audit.outbox, audit.inbox TO nlsql_audit");
        await fixture.ExecuteAsync(
            """
            INSERT INTO audit.outbox (id, aggregate, type, body, created, next_try)
            SELECT gen_random_uuid(), 'a' || n % @aggregates, @type, json_build_object('Name', n % @aggregates || ':' || n), now() - interval '1 hour', now()
            FROM generate_series(1, @messages) n
            """,
            new { messages, aggregates, type = typeof(Counted).FullName });
        await Eventually.TrueAsync(async () => OldestAge(service) > 3_500 && await CheckAsync(service, "outbox") == "degraded", "the relay to have seen an hour", Cancellation);

        // Who has something to report meanwhile does not wait.
        var started = Stopwatch.GetTimestamp();
        await fixture.SendAsync(service, new Counted("0:9999"), "a0");
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(2));
        proxy.Mend();

        await Eventually.TrueAsync(async () => await fixture.CountAsync("audit.outbox") == 0, "an empty outbox", Cancellation, 60);
        await Eventually.TrueAsync(() => Task.FromResult(taken.Distinct().Count() > messages), "all messages", Cancellation, 60);
        // Once for the effect; the relay may have sent what it got no word for again.
        foreach (var ofAggregate in taken.Distinct().Select(name => name.Split(':')).GroupBy(part => part[0], part => int.Parse(part[1], CultureInfo.InvariantCulture)))
            Assert.Equal(ofAggregate.Order(), ofAggregate);
        await Eventually.TrueAsync(async () => await CheckAsync(service, "outbox") == "healthy", "health again", Cancellation);
    }

    [Fact]
    public async Task Health_MessageInTheErrorQueue_IsDegradedUntilItIsReplayed()
    {
        var faults = new FaultSwitch { Fault = new NlSql.ServiceDefaults.Messaging.UnacceptableMessageException("no") };
        await using var service = await fixture.StartAsync("insights", faults: faults);
        await fixture.SendAsync(service, new Counted("later"));
        await Eventually.TrueAsync(async () => await CheckAsync(service, "error_queues") == "degraded", "the error queue to show", Cancellation);
        Assert.Equal(0, await fixture.CountAsync("insights.effects WHERE name = 'later'"));

        // Others flow meanwhile, and a replay before the cause is mended only tries once more.
        Assert.Equal(1, await ReplayAsync(service));
        await Eventually.TrueAsync(async () => faults.Attempts == 2 && await CheckAsync(service, "error_queues") == "degraded", "the message to wait again", Cancellation);
        faults.Fault = null;
        await fixture.SendAsync(service, new Counted("other"));
        await Eventually.TrueAsync(async () => await fixture.CountAsync("insights.effects WHERE name = 'other'") == 1, "the other message", Cancellation);
        Assert.Equal(1, await ReplayAsync(service));

        await Eventually.TrueAsync(async () => await fixture.CountAsync("insights.effects WHERE name = 'later'") == 1, "the effect of the replayed message", Cancellation);
        await Eventually.TrueAsync(async () => await CheckAsync(service, "error_queues") == "healthy", "health again", Cancellation);
        Assert.Equal(0, await ReplayAsync(service));
    }

    [Fact]
    public async Task Consume_FailsLongerThanItsRetries_HealsByItself()
    {
        var faults = new FaultSwitch { Fault = new InvalidOperationException("a neighbour is away") };
        await using (var failing = await fixture.StartAsync("chat", faults: faults))
        {
            await fixture.SendAsync(failing, new Counted("healed"));
            await Eventually.TrueAsync(() => Task.FromResult(faults.Attempts > Tries), "a try after the first delay", Cancellation);
        }

        // The service was stopped in between too; another instance goes on where it was.
        await using var service = await fixture.StartAsync("chat");
        await Eventually.TrueAsync(async () => await fixture.CountAsync("chat.effects WHERE name = 'healed'") == 1, "the effect", Cancellation);
        Assert.Equal("healthy", await CheckAsync(service, "error_queues"));
    }

    [Fact]
    public async Task Consume_FailsAfterEveryDelay_WaitsInTheErrorQueueAndBeginsAnewWhenReplayed()
    {
        var faults = new FaultSwitch { Fault = new InvalidOperationException("a fault of ours") };
        await using var service = await fixture.StartAsync("insights", faults: faults);
        await fixture.SendAsync(service, new Counted("hard"));
        await Eventually.TrueAsync(async () => await CheckAsync(service, "error_queues") == "degraded", "the error queue to show", Cancellation);
        Assert.Equal(3 * Tries, faults.Attempts);

        Assert.Equal(1, await ReplayAsync(service));
        await Eventually.TrueAsync(() => Task.FromResult(faults.Attempts > 4 * Tries), "the replayed message to come again by itself", Cancellation);
        faults.Fault = null;

        await Eventually.TrueAsync(async () => await fixture.CountAsync("insights.effects WHERE name = 'hard'") == 1, "the effect", Cancellation);
    }

    [Fact]
    public async Task Replay_UnknownQueueOrSmallerRole_IsRefused()
    {
        await using var service = await fixture.StartAsync("registry");

        using var unknown = await SendReplayAsync(service, "registry-nothing", Roles.Admin);
        using var forbidden = await SendReplayAsync(service, "registry-counted", Roles.Editor);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.Forbidden), (unknown.StatusCode, forbidden.StatusCode));
        Assert.Equal("events.queue-unknown", (await unknown.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Inbox_MessagesTakenOverThirtyDaysAgo_AreForgottenAndOthersKept()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var service = await TestService.StartWithMessagingAsync("chat", fixture.Settings(), services: services => services.AddSingleton<TimeProvider>(clock));
        await fixture.ExecuteAsync("INSERT INTO chat.inbox VALUES ('sweep', gen_random_uuid(), now() - interval '30 days 2 hours'), ('sweep', gen_random_uuid(), now() - interval '29 days')");

        await Eventually.TrueAsync(
            async () =>
            {
                clock.Advance(TimeSpan.FromMinutes(10));
                return await fixture.CountAsync("chat.inbox WHERE consumer = 'sweep'") == 1;
            },
            "the old one to be forgotten",
            Cancellation);
        Assert.Equal(1, await fixture.CountAsync("chat.inbox WHERE consumer = 'sweep' AND at > now() - interval '30 days'"));
    }

    private static async Task<string?> CheckAsync(TestService service, string check) =>
        (await service.Client.GetFromJsonAsync<JsonElement>("/health", Cancellation)).GetProperty("checks").GetProperty(check).GetProperty("status").GetString();

    private static async Task<int> ReplayAsync(TestService service)
    {
        using var response = await SendReplayAsync(service, "insights-counted", Roles.Admin);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("messages").GetInt32();
    }

    private static async Task<HttpResponseMessage> SendReplayAsync(TestService service, string queue, string role)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/events/{queue}/replay");
        request.Headers.Add(IdentitySigner.Header, service.Services.GetRequiredService<IdentitySigner>().Sign(new Caller("acme", "ann", role), "POST", $"/events/{queue}/replay", 0));
        return await service.Client.SendAsync(request, Cancellation);
    }

    private static double OldestAge(TestService service)
    {
        var (age, meters) = (0.0, service.Services.GetRequiredService<IMeterFactory>());
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Name == "nlsql.outbox.oldest_age" && instrument.Meter.Scope == meters)
                    listening.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, value, _, _) => age = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return age;
    }
}
