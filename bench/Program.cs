using FaceGrid.Bench.Search;

return args switch
{
    ["search", .. var rest] => SearchBenchmark.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: bench search [--help]");
    return 2;
}
