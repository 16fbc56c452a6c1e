using System.Net;
using NlSql.Contracts.Messages;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Audit.Tests.Entries;

/// <summary>The gateway has no outbox: it sends its events over HTTP until they were taken.</summary>
public sealed class ReportTests : IClassFixture<AuditFixture>
{
    private readonly AuditFixture audit;

    public ReportTests(AuditFixture audit)
    {
        this.audit = audit;
        audit.Start();
    }

    [Fact]
    public async Task Report_SentAgain_IsOneEntryEach()
    {
        ReportedEvent[] events = [new(Guid.CreateVersion7(), AuditFixture.Event("told", "access.refused")), new(Guid.CreateVersion7(), AuditFixture.Event("told"))];

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(events[..1]));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(events));

        Assert.Equal(2, await audit.CountAsync("told"));
        var entry = await audit.ReadAsync("told", $"/audit/{events[0].Id}");
        Assert.Equal(("access.refused", 1), (entry.GetProperty("action").GetString(), entry.GetProperty("seq").GetInt32()));
        Assert.True((await audit.ReadAsync("told", "/audit/verify")).GetProperty("intact").GetBoolean());
    }

    [Fact]
    public async Task Report_Incomplete_IsRefusedAsAWhole()
    {
        ReportedEvent[] events = [new(Guid.CreateVersion7(), AuditFixture.Event("half")), new(Guid.CreateVersion7(), AuditFixture.Event("half") with { Actor = " " })];

        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(events));
        Assert.Equal(0, await audit.CountAsync("half"));
    }

    [Fact]
    public async Task Report_ByAClient_IsForbidden() =>
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync([new(Guid.CreateVersion7(), AuditFixture.Event("forged"))], Roles.Admin));

    private Task<HttpStatusCode> PostAsync(ReportedEvent[] events, string role = Roles.Service) => audit.PostAsync("/internal/entries", events, role);
}
