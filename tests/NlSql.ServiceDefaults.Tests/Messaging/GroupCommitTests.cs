using Microsoft.Extensions.DependencyInjection;
using NlSql.ServiceDefaults.Database;
using NlSql.Testing;
using Npgsql;
using NpgsqlTypes;

namespace NlSql.ServiceDefaults.Tests.Messaging;

/// <summary>What callers commit together happens for each of them all or not at all, and is nobody else's business.</summary>
public sealed class GroupCommitTests(MessagingFixture fixture) : IClassFixture<MessagingFixture>, IAsyncLifetime
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await fixture.UseNewBrokerAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Write_ByManyAtOnce_KeepsEverything()
    {
        await using var service = await fixture.StartAsync("chat");

        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => WriteAsync(service, $"many {i}")));

        Assert.Equal(300, await fixture.CountAsync("chat.effects WHERE name LIKE 'many %'"));
    }

    [Fact]
    public async Task Write_WhenOneIsRefused_FailsForThatOneAlone()
    {
        await using var service = await fixture.StartAsync("chat");

        var written = Enumerable.Range(0, 40).Select(i => WriteAsync(service, i % 10 == 3 ? null : $"beside {i}")).ToList();
        await Task.WhenAll(written.Select(w => w.ContinueWith(_ => { }, TaskScheduler.Default)));

        Assert.Equal([3, 13, 23, 33], written.Select((task, i) => (task, i)).Where(w => w.task.Exception?.InnerException is PostgresException { SqlState: PostgresErrorCodes.NotNullViolation }).Select(w => w.i));
        Assert.Equal(36, await fixture.CountAsync("chat.effects WHERE name LIKE 'beside %'"));
    }

    [Fact]
    public async Task Write_OfSeveralStatements_IsAllOrNothing()
    {
        await using var service = await fixture.StartAsync("chat");

        await Assert.ThrowsAsync<PostgresException>(() => WriteAsync(service, "half", null));

        Assert.Equal(0, await fixture.CountAsync("chat.effects WHERE name = 'half'"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Write_BesideSomebodyWhoWaitsForARow_IsNotHeldBack(bool inOneGroup)
    {
        await using var service = await fixture.StartAsync("chat");
        var commits = service.Services.GetRequiredService<GroupCommit>();
        var (locked, free) = ($"locked {inOneGroup}", $"free {inOneGroup}");
        await WriteAsync(service, locked);
        await using var other = await service.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(Cancellation);
        await using var lockedBy = await other.BeginTransactionAsync(Cancellation);
        await Statement.Of("UPDATE effects SET name = name WHERE name = $1", (NpgsqlDbType.Text, locked)).RunAsync(lockedBy, Cancellation);

        // Those who come while a writer is busy go together.
        var busy = inOneGroup ? commits.WriteAsync([Statement.Of("SELECT count(*) FROM generate_series(1, 2000000)")], Cancellation) : Task.CompletedTask;
        var waiting = commits.WriteAsync([Statement.Of("UPDATE effects SET name = $2 WHERE name = $1", (NpgsqlDbType.Text, locked), (NpgsqlDbType.Text, free))], Cancellation);
        await WriteAsync(service, "passing");

        Assert.False(waiting.IsCompleted);
        await lockedBy.CommitAsync(Cancellation);
        await Task.WhenAll(busy, waiting);
        Assert.Equal(1, await fixture.CountAsync($"chat.effects WHERE name = '{free}'"));
    }

    [Fact]
    public async Task Write_OfSomebodyWhoHasLeft_KeepsNothing()
    {
        await using var service = await fixture.StartAsync("chat");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => service.Services.GetRequiredService<GroupCommit>().WriteAsync([Insert("left")], new CancellationToken(canceled: true)));
        await WriteAsync(service, "stayed");

        Assert.Equal(0, await fixture.CountAsync("chat.effects WHERE name = 'left'"));
    }

    private static Task WriteAsync(TestService service, params string?[] names) =>
        service.Services.GetRequiredService<GroupCommit>().WriteAsync([.. names.Select(Insert)], Cancellation);

    private static NpgsqlBatchCommand Insert(string? name) => Statement.Of("INSERT INTO effects (name) VALUES ($1)", (NpgsqlDbType.Text, name));
}
