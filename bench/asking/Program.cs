using NlSql.Bench.Asking;

Planning.Measure();
