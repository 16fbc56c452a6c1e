using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using NlSql.ServiceDefaults.Messaging;
using NlSql.Testing;
using NlSql.Testing.Faults;
using Npgsql;
using RabbitMQ.Client;

namespace NlSql.ServiceDefaults.Tests.Messaging;

/// <summary>Messages are neither lost nor doubled in their effect, whatever happens in between.</summary>
public sealed class DeliveryTests(MessagingFixture fixture) : IClassFixture<MessagingFixture>, IAsyncLifetime
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await fixture.UseNewBrokerAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Send_Committed_HasOneEffectAndEmptiesTheOutbox()
    {
        await using var service = await fixture.StartAsync("chat");

        await fixture.SendAsync(service, new Counted("one"));

        await Eventually.TrueAsync(async () => await fixture.CountAsync("chat.effects WHERE name = 'one'") == 1, "the effect", Cancellation);
        await Eventually.TrueAsync(async () => await fixture.CountAsync("chat.outbox") == 0, "an empty outbox", Cancellation);
    }

    [Fact]
    public async Task Send_RolledBack_SendsNothing()
    {
        await using var service = await fixture.StartAsync("chat");
        await using (var connection = await service.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(Cancellation))
        await using (var transaction = await connection.BeginTransactionAsync(Cancellation))
            await service.Services.GetRequiredService<Outbox>().EnqueueAsync(transaction, "a", new Counted("never"), Cancellation);

        await fixture.SendAsync(service, new Counted("after"));

        await Eventually.TrueAsync(async () => await fixture.CountAsync("chat.effects WHERE name = 'after'") == 1, "the later effect", Cancellation);
        Assert.Equal(0, await fixture.CountAsync("chat.effects WHERE name = 'never'"));
    }

    [Fact]
    public async Task Send_DiedBetweenSendAndDelete_HasOneEffect()
    {
        await using var service = await fixture.StartAsync("chat");
        var id = await fixture.SendAsync(service, new Counted("twice"));
        await Eventually.TrueAsync(async () => await fixture.CountAsync("chat.effects WHERE name = 'twice'") == 1, "the effect", Cancellation);
        await Eventually.TrueAsync(async () => await fixture.CountAsync("chat.outbox") == 0, "an empty outbox", Cancellation);

        // A relay that died after the broker's confirmation leaves the row, and the next one sends it again.
        await fixture.ExecuteAsync(
            "INSERT INTO chat.outbox (id, aggregate, type, body, created, next_try) VALUES (@id, 'a', @type, '{\"Name\":\"twice\"}', now(), now())",
            new { id, type = typeof(Counted).FullName });
        await fixture.SendAsync(service, new Counted("behind it"));

        await Eventually.TrueAsync(async () => await fixture.CountAsync("chat.effects WHERE name = 'behind it'") == 1, "the effect of the next message", Cancellation);
        Assert.Equal(1, await fixture.CountAsync("chat.effects WHERE name = 'twice'"));
    }

    [Fact]
    public async Task Send_SameMessageManyTimesAtOnce_HasOneEffect()
    {
        await using var service = await fixture.StartAsync("chat");
        var (id, bus) = (Guid.CreateVersion7(), service.Services.GetRequiredService<IBus>());
        await fixture.SendAsync(service, new Counted("listening"));
        await Eventually.TrueAsync(async () => await fixture.CountAsync("chat.effects WHERE name = 'listening'") == 1, "the queue to be bound", Cancellation);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => bus.Publish(new Counted("storm"), context => context.MessageId = id, Cancellation)));
        await fixture.SendAsync(service, new Counted("calm"));

        await Eventually.TrueAsync(async () => await fixture.CountAsync("chat.effects WHERE name IN ('storm', 'calm')") == 2, "both effects", Cancellation);
        Assert.Equal(1, await fixture.CountAsync("chat.effects WHERE name = 'storm'"));
    }

    [Fact]
    public async Task Send_BrokerAwayAtStart_TakesRequestsAndSendsLater()
    {
        await using var proxy = TcpProxy.To(fixture.Broker.Port);
        proxy.Cut();
        await using var service = await fixture.StartAsync("ingestion", Through(proxy));

        await fixture.SendAsync(service, new Counted("patient"));
        Assert.Equal(System.Net.HttpStatusCode.OK, (await service.Client.GetAsync(new Uri("/ready", UriKind.Relative), Cancellation)).StatusCode);
        Assert.Equal(1, await fixture.CountAsync("ingestion.outbox"));
        proxy.Mend();

        await Eventually.TrueAsync(async () => await fixture.CountAsync("ingestion.effects WHERE name = 'patient'") == 1, "the effect", Cancellation, 60);
    }

    [Fact]
    public async Task Send_ConnectionHalfOpen_IsReplaced()
    {
        await using var proxy = TcpProxy.To(fixture.Broker.Port);
        await using var service = await fixture.StartAsync("insights", Through(proxy));
        await fixture.SendAsync(service, new Counted("before"));
        await Eventually.TrueAsync(async () => await fixture.CountAsync("insights.effects WHERE name = 'before'") == 1, "the first effect", Cancellation);

        proxy.StallPresentConnections();
        await fixture.SendAsync(service, new Counted("during"));

        await Eventually.TrueAsync(async () => await fixture.CountAsync("insights.effects WHERE name = 'during'") == 1, "the effect", Cancellation, 120);
        await Eventually.TrueAsync(async () => await fixture.CountAsync("insights.outbox") == 0, "an empty outbox", Cancellation, 60);
    }

    [Fact]
    public async Task Send_NobodyListens_StaysUntilSomebodyDoes()
    {
        await using (var alone = await fixture.StartAsync("registry", consume: false))
        {
            await fixture.SendAsync(alone, new Orphan("heard"));
            await fixture.SendAsync(alone, new Said("whatever"), "b");
            await Eventually.TrueAsync(
                async () => await fixture.ScalarAsync<int>("SELECT coalesce(max(attempts), 0) FROM registry.outbox") > 0 && await fixture.CountAsync("registry.outbox") == 1,
                "the unheard message to be refused and the announcement to be gone",
                Cancellation);
        }

        var heard = new TaskCompletionSource<string>();
        await using var service = await TestService.StartWithMessagingAsync(
            "registry",
            fixture.Settings(),
            bus => bus.AddHandler<Orphan>(message => Task.FromResult(heard.TrySetResult(message.Name))));

        Assert.Equal("heard", await heard.Task.WaitAsync(TimeSpan.FromSeconds(90), Cancellation));
    }

    [Fact]
    public async Task Consume_NotAcceptable_GoesToTheErrorQueueAtOnce()
    {
        var faults = new FaultSwitch { Fault = new UnacceptableMessageException("no") };
        await using var service = await fixture.StartAsync("audit", faults: faults);
        await fixture.ExecuteAsync("GRANT SELECT, INSERT, UPDATE, DELETE ON audit.outbox, audit.inbox, audit.effects TO nlsql_audit");

        await fixture.SendAsync(service, new Counted("bad"));

        await using var connection = await new ConnectionFactory { Uri = fixture.Broker }.CreateConnectionAsync(Cancellation);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancellation);
        await Eventually.TrueAsync(
            async () => faults.Attempts > 0 && await DepthAsync(connection, "audit-counted_error") == 1,
            "the message in the error queue",
            Cancellation);
        Assert.Equal(1, faults.Attempts);
    }

    [Fact]
    public async Task Queue_Declared_IsQuorumWithLimitAndDeadLetters()
    {
        await using var service = await fixture.StartAsync("chat");
        await using var connection = await new ConnectionFactory { Uri = fixture.Broker }.CreateConnectionAsync(Cancellation);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancellation);
        await Eventually.TrueAsync(async () => await DepthAsync(connection, "chat-counted") is not null, "the queue", Cancellation);

        // The broker closes the channel when a queue of this name has other arguments.
        var arguments = new Dictionary<string, object?>
        {
            ["x-queue-type"] = "quorum",
            ["x-delivery-limit"] = 20,
            ["x-dead-letter-exchange"] = "chat-counted_dead",
        };
        var declared = await channel.QueueDeclareAsync("chat-counted", durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: Cancellation);
        var dead = await channel.QueueDeclareAsync(
            "chat-counted_dead", durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: Cancellation);

        Assert.Equal("chat-counted", declared.QueueName);
        Assert.Equal("chat-counted_dead", dead.QueueName);
    }

    private static async Task<uint?> DepthAsync(RabbitMQ.Client.IConnection connection, string queue)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancellation);
        try
        {
            return (await channel.QueueDeclarePassiveAsync(queue, Cancellation)).MessageCount;
        }
        catch (RabbitMQ.Client.Exceptions.OperationInterruptedException)
        {
            return null;
        }
    }

    private Uri Through(TcpProxy proxy) => new UriBuilder(fixture.Broker) { Host = "127.0.0.1", Port = proxy.Port }.Uri;
}

/// <summary>Must be heard, and has no consumer in the first service.</summary>
[NlSql.Contracts.Messages.RequiresConsumer]
public sealed record Orphan(string Name);
