using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace NlSql.Chat.LanguageModel.Budgets;

/// <summary>What tenants have used of the model, per day. A budget is looked at before a question; calls under way may go beyond it.</summary>
internal sealed class ModelBudget(NpgsqlDataSource database, IOptions<LanguageModelOptions> options, TimeProvider clock)
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

    /// <summary>Books what a question used.</summary>
    public async Task SpendAsync(string tenantId, AnswerModel used, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO model_usage AS known (tenant_id, day, calls, tokens, cost) VALUES (@tenantId, @Today, @Calls, @Tokens, @Cost)
            ON CONFLICT (tenant_id, day) DO UPDATE SET calls = known.calls + @Calls, tokens = known.tokens + @Tokens, cost = known.cost + @Cost
            """,
            new { tenantId, Today, used.Calls, used.Tokens, Cost = used.Cost ?? 0 },
            cancellationToken: cancellationToken));
    }

    private DateTime Today => clock.GetUtcNow().UtcDateTime.Date;
}
