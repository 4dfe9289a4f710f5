var r = Vardbro.Storage.Rules.RuleFolder.Read(args[0]); foreach (var p in r.Problems) Console.WriteLine(p); Console.WriteLine(r.Book?.Version);
