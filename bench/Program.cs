using FaceGrid.Bench.Encoding;
using FaceGrid.Bench.Evaluation;
using FaceGrid.Bench.Training;
using FaceGrid.Vision;

try
{
    return args switch
    {
        ["encode", .. var rest] => EncodeBenchmark.Run(rest),
        ["lfw", .. var rest] => LfwEvaluation.Run(rest),
        ["train-bundled", .. var rest] => TrainBundled.Run(rest),
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
    Console.Error.WriteLine("       bench lfw WEIGHTS FOLDER");
    Console.Error.WriteLine("       bench train-bundled OUT [--seed N] [--people N] [--photos N] [--steps N] [--threads N]");
    return 2;
}
