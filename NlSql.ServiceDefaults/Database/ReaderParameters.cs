using Npgsql;
using NpgsqlTypes;

namespace NlSql.ServiceDefaults.Database;

/// <summary>Values beside the SQL, as the driver takes them.</summary>
internal static class ReaderParameters
{
    public static void Add(NpgsqlParameterCollection target, IReadOnlyList<ReaderParameter> parameters)
    {
        foreach (var parameter in parameters)
        {
            // Types are told to Postgres, never guessed; "unknown" text is read as a quoted literal in the same place would be.
            target.Add(new NpgsqlParameter
            {
                Value = parameter.Value is ReaderInterval interval ? new NpgsqlInterval(interval.Months, interval.Days, interval.Microseconds) : parameter.Value,
                DataTypeName = parameter.Type,
            });
        }
    }
}
