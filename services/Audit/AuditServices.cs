using MassTransit;
using NlSql.Audit.Entries;
using NlSql.Audit.Heads;
using NlSql.Audit.Messaging;
using NlSql.Audit.Reading;
using NlSql.Audit.Retention;
using NlSql.Audit.Verification;
using NlSql.Contracts.Messages;
using NlSql.ServiceDefaults.Database;
using NlSql.ServiceDefaults.Messaging;
using NlSql.ServiceDefaults.Options;

namespace NlSql.Audit;

/// <summary>What the service is made of.</summary>
internal static class AuditServices
{
    public static void AddAudit(this WebApplicationBuilder builder)
    {
        builder.AddServiceDatabase("audit");
        builder.AddMessaging(typeof(AuditRecorded).Assembly, bus => bus.AddConsumer<AuditConsumer, AuditConsumerDefinition>());
        builder.Services.AddSingleton<RecordEntries>();
        builder.Services.AddSingleton<EntryStore>();
        builder.Services.AddSingleton<VerifyChain>();
        builder.Services.AddSingleton<ReadAudit>();
        builder.Services.AddSingleton<ExportEntries>();
        AddUpkeep(builder);
    }

    private static void AddUpkeep(WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<AuditOptions>(AuditOptions.Section);
        builder.Services.AddSingleton<HeadsFile>();
        builder.Services.AddSingleton<ExportHeads>();
        builder.Services.AddSingleton<Months>();
        builder.Services.AddHostedService<Upkeep>();
    }
}
