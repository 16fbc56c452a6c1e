using Dapper;
using Microsoft.Extensions.Options;
using NlSql.ServiceDefaults.Database;
using Npgsql;
using NpgsqlTypes;

namespace NlSql.Chat.LanguageModel.Budgets;

/// <summary>What tenants have used of the model, per day. A budget is looked at before a question; calls under way may go beyond it.</summary>
internal sealed class ModelBudget(NpgsqlDataSource database, GroupCommit commits, IOptions<LanguageModelOptions> options, TimeProvider clock, ILogger<ModelBudget> logger)
{
    /// <summary>Whether the tenant has budget left today.</summary>
    public async Task<bool> AllowsAsync(string tenantId, CancellationToken cancellationToken)
    {
        if (options.Value is { DailyTokens: null, DailyCost: null })
            return true;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var (tokens, cost) = await connection.QuerySingleOrDefaultAsync<(long Tokens, double Cost)>(new CommandDefinition(
            "SELECT tokens, cost FROM model_usage WHERE tenant_id = @tenantId AND day = @Today",
            new { tenantId, Today },
            cancellationToken: cancellationToken));
        return (options.Value.DailyTokens is not { } most || tokens < most) && (options.Value.DailyCost is not { } dearest || cost < dearest);
    }

    /// <summary>Books what a question used. Nobody waits for it: it is on its way before the turn, which is committed with it or after it.</summary>
    public void Spend(string tenantId, AnswerModel used) => _ = BookAsync(tenantId, used);

    private async Task BookAsync(string tenantId, AnswerModel used)
    {
        var statement = Statement.Of(
            """
            INSERT INTO model_usage AS known (tenant_id, day, calls, tokens, cost) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (tenant_id, day) DO UPDATE SET calls = known.calls + excluded.calls, tokens = known.tokens + excluded.tokens, cost = known.cost + excluded.cost
            """,
            (NpgsqlDbType.Text, tenantId),
            (NpgsqlDbType.Date, Today),
            (NpgsqlDbType.Integer, used.Calls),
            (NpgsqlDbType.Bigint, (long)used.Tokens),
            (NpgsqlDbType.Double, used.Cost ?? 0));
        try
        {
            await commits.WriteAsync([statement], CancellationToken.None);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            // The question that it was for cannot be kept either.
            Log.SpendNotBooked(logger, e.GetType().Name);
        }
    }

    private DateTime Today => clock.GetUtcNow().UtcDateTime.Date;
}
