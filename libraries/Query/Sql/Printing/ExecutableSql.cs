namespace NlSql.Query.Sql.Printing;

/// <summary>A statement that may be sent to Postgres: guarded, scoped and printed by us.</summary>
/// <param name="Text">One SELECT with <c>$1</c>, <c>$2</c>, … for the values.</param>
/// <param name="Parameters">The values, <c>$1</c> first.</param>
public sealed record ExecutableSql(string Text, ValueList<SqlParameterValue> Parameters);
