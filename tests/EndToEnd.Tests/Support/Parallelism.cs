// Each test starts processes that use every core: side by side they would only be slower.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
