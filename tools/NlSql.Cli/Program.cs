Console.WriteLine("nlsql");
