using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using NlSql.Audit.Entries;
using NlSql.Contracts.Messages;
using NlSql.ServiceDefaults.Messaging;
using Npgsql;

namespace NlSql.Audit.Tests.Messaging;

/// <summary>Events that come as one message are recorded like single ones: each once, in their order, in an unbroken chain.</summary>
public sealed class GroupTests : IClassFixture<AuditFixture>
{
    private readonly AuditFixture audit;

    public GroupTests(AuditFixture audit)
    {
        this.audit = audit;
        audit.Start();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_OfWhatIsStoredTogether_IsRecordedInItsOrder()
    {
        var sent = new List<Guid>();
        await using (var connection = await audit.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(Cancellation))
        await using (var transaction = await connection.BeginTransactionAsync(Cancellation))
        {
            for (var i = 0; i < 30; i++)
                sent.Add(await audit.Services.GetRequiredService<Outbox>().EnqueueAsync(transaction, "audit:together", AuditFixture.Event("together"), Cancellation));
            await transaction.CommitAsync(Cancellation);
        }

        await audit.WaitForAsync("together", sent.Count);

        Assert.Equal(string.Join(',', sent), await audit.ScalarAsync<string>("SELECT string_agg(message_id::text, ',' ORDER BY seq) FROM audit.entries WHERE tenant_id = 'together'"));
        Assert.Equal(1, await audit.ScalarAsync<int>("SELECT count(DISTINCT xmin::text)::int FROM audit.entries WHERE tenant_id = 'together'"));
        await IsIntactAsync("together");
    }

    [Fact]
    public async Task Record_OfAGroupThatCameBeforeInAnother_AddsWhatIsNew()
    {
        var record = audit.Services.GetRequiredService<RecordEntries>();
        var events = Enumerable.Range(0, 5).Select(_ => new ReportedEvent(Guid.CreateVersion7(), AuditFixture.Event("regrouped"))).ToList();
        await record.RunAsync(events[..3], Cancellation);

        Assert.Equal(2, await record.RunAsync([events[0], events[4], events[2], events[4], events[3]], Cancellation));

        Assert.Equal(5, await audit.CountAsync("regrouped"));
        await IsIntactAsync("regrouped");
    }

    [Fact]
    public async Task Record_OfAGroupWithOneThatCannotBeKept_KeepsTheOthers()
    {
        var record = audit.Services.GetRequiredService<RecordEntries>();
        var broken = AuditFixture.Event("broken") with { DetailsJson = "{ no JSON" };
        ReportedEvent[] events = [new(Guid.CreateVersion7(), AuditFixture.Event("broken")), new(Guid.CreateVersion7(), broken), new(Guid.CreateVersion7(), AuditFixture.Event("broken"))];

        await Assert.ThrowsAsync<PostgresException>(() => record.RunAsync(events, Cancellation));

        Assert.Equal(2, await audit.CountAsync("broken"));
        await IsIntactAsync("broken");
    }

    [Fact]
    public async Task Consume_OfAGroupWithOneThatLacksItsActor_RecordsTheOthers()
    {
        await audit.SendAsync(AuditFixture.Event("lacking"));
        await audit.WaitForAsync("lacking", 1);
        ReportedEvent[] events =
        [
            new(Guid.CreateVersion7(), AuditFixture.Event("lacking")),
            new(Guid.CreateVersion7(), AuditFixture.Event("lacking") with { Actor = " " }),
            new(Guid.CreateVersion7(), AuditFixture.Event("lacking")),
        ];

        await audit.Services.GetRequiredService<IBus>().Publish(new AuditGroupRecorded(events), Cancellation);

        await audit.WaitForAsync("lacking", 3);
        await IsIntactAsync("lacking");
    }

    [Fact]
    public async Task Record_OfSeveralTenants_KeepsTheirChainsApart()
    {
        ReportedEvent[] events = [.. new[] { "here", "there", "here" }.Select(tenant => new ReportedEvent(Guid.CreateVersion7(), AuditFixture.Event(tenant)))];

        Assert.Equal(3, await audit.Services.GetRequiredService<RecordEntries>().RunAsync(events, Cancellation));

        Assert.Equal((2, 1), (await audit.CountAsync("here"), await audit.CountAsync("there")));
        await IsIntactAsync("here");
    }

    private async Task IsIntactAsync(string tenant) => Assert.True((await audit.ReadAsync(tenant, "/audit/verify")).GetProperty("intact").GetBoolean());
}
