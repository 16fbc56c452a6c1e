using MassTransit;
using NlSql.Contracts.Messages;
using NlSql.Ingestion.DataTables;
using NlSql.Ingestion.Plugins;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Messaging;

/// <summary>
/// Lets the data tables of a plugin follow its new version, so that a column it has gained can be asked before the next upload. Doing
/// it twice changes nothing, so it needs no inbox.
/// </summary>
internal sealed class PluginChangedConsumer(PluginModels models, DataTableStore tables, ILogger<PluginChangedConsumer> logger) : IConsumer<PluginChanged>
{
    public async Task Consume(ConsumeContext<PluginChanged> context)
    {
        var plugin = context.Message.PluginId;
        if (context.Message.Version is null || !await tables.HasPluginAsync(plugin, context.CancellationToken))
            return;
        if (!(await models.FindAsync(plugin, context.CancellationToken)).TryGet(out var model, out var failure))
        {
            // The registry is away: the message comes again.
            if (failure.Kind == FailureKind.Unavailable)
                throw new InvalidOperationException($"The model of plugin '{plugin}' cannot be read: {failure.Code}.");
            Plugins.Log.TablesCannotFollow(logger, plugin, failure.Code);
            return;
        }

        if (await tables.EnsureAsync(model, context.CancellationToken) is { } incompatible)
            Plugins.Log.TablesCannotFollow(logger, plugin, incompatible.Code);
        else
            Plugins.Log.TablesFollow(logger, plugin, model.Version);
    }
}
