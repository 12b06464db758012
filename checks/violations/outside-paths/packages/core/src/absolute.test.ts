export const capture = '/work/data/capture.csv.gz';
