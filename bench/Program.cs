using FaceGrid.Bench.Encoding;
using FaceGrid.Vision;

try
{
    return args switch
    {
        ["encode", .. var rest] => EncodeBenchmark.Run(rest),
        _ => Usage(),
    };
}
catch (BadInputException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}

static int Usage()
{
    Console.Error.WriteLine("usage: bench encode WEIGHTS [--threads N] [--rounds N] [--python FILE]");
    return 2;
}
