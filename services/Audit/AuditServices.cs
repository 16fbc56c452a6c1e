using MassTransit;
using NlSql.Audit.Entries;
using NlSql.Audit.Messaging;
using NlSql.Audit.Verification;
using NlSql.Contracts.Messages;
using NlSql.ServiceDefaults.Database;
using NlSql.ServiceDefaults.Messaging;

namespace NlSql.Audit;

/// <summary>What the service is made of.</summary>
internal static class AuditServices
{
    public static void AddAudit(this WebApplicationBuilder builder)
    {
        builder.AddServiceDatabase("audit");
        builder.AddMessaging(typeof(AuditRecorded).Assembly, bus => bus.AddConsumer<AuditRecordedConsumer, AuditRecordedConsumerDefinition>());
        builder.Services.AddSingleton<RecordEntry>();
        builder.Services.AddSingleton<EntryStore>();
        builder.Services.AddSingleton<VerifyChain>();
    }
}
